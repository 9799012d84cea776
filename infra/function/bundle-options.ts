// How a function is bundled, in esbuild's words. It imports nothing: local/ bundles the same way without the CDK.

/** Options of esbuild that the deployment and `npm run dev` share. */
export const BUNDLE = {
  mainFields: ['module', 'main'], // esbuild can tree-shake the SDK's ES modules: a third less
  minify: true,
  sourcemap: true,
  sourcesContent: false, // line numbers are enough in a stack trace, and every cold start reads the map
  // The SDK loads these only to get credentials elsewhere than from the environment, where Lambda puts them.
  external: ['ini', 'process', 'sso', 'web-identity'].map((way) => `@aws-sdk/credential-provider-${way}`),
  charset: 'utf8' as const, // a degree sign is two bytes, its escape four
  legalComments: 'none' as const, // the bundle is not distributed; the licences are in node_modules
};
