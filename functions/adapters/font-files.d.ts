/** A font file, as the bundler hands it over: its place beside the bundle. */
declare module '*.ttf' {
  const place: string;
  export default place;
}
