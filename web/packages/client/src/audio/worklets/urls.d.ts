/** Vite makes a file of its own of what is imported so, and says where it lies. */
declare module '*?worker&url' {
  const url: string;
  export default url;
}
