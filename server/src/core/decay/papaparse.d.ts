/** What is used of the library: its published types bring those of Node and the DOM into the core. */
declare module 'papaparse' {
  const Papa: {
    parse(
      text: string,
      options: { readonly delimiter: string; readonly skipEmptyLines: boolean; readonly fastMode: boolean },
    ): { readonly data: readonly (readonly string[])[] };
  };
  export = Papa;
}
