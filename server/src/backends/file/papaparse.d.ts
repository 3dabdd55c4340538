/** What is used of the library. */
declare module 'papaparse' {
  const Papa: {
    parse(
      text: string,
      options: { readonly delimiter: string; readonly skipEmptyLines: boolean; readonly fastMode: boolean },
    ): { readonly data: readonly (readonly string[])[] };
  };
  export = Papa;
}
