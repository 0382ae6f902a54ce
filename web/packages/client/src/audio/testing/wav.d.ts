/** A file, as a data URL. */
declare module '*.wav?inline' {
  const dataUrl: string;
  export default dataUrl;
}
