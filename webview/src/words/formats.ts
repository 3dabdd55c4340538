/** Making a format costs more than using it a thousand times. */
function kept<Options, Format>(make: (options: Options) => Format): (options: Options) => Format {
  const formats = new Map<string, Format>();
  return (options) => {
    const key = JSON.stringify(options);
    const format = formats.get(key) ?? make(options);
    formats.set(key, format);
    return format;
  };
}

/** Formats in the reader's language, one for each set of options. */
export const dateFormat = kept((options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(undefined, options));
export const numberFormat = kept((options: Intl.NumberFormatOptions) => new Intl.NumberFormat(undefined, options));
export const ageFormat = kept(
  (options: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(undefined, options),
);
