// Text files as modules: the bundler puts their text into the script.
declare module '*.txt' {
  const text: string;
  export default text;
}
