import type { Plugin, Rolldown } from 'vite';

/**
 * The page names the scripts that all of these modules need, whichever of them its first script asks for: they are on their way
 * before that has been read.
 * @param modules below `web/`, each of which the build gives a file of its own
 */
export function preloadShared(modules: readonly string[]): Plugin {
  return {
    name: 'preload-shared',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle = {} }) => {
        const chunks = Object.values(bundle).filter((each) => each.type === 'chunk');
        const needed = modules.map((module) => {
          const of = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(`/${module}`)));
          if (of === undefined) throw new Error(`The build made no file of ${module}`);
          return reached(of, bundle);
        });
        const [first = new Set<string>(), ...others] = needed;
        return (
          [...first]
            .filter((file) => others.every((each) => each.has(file)))
            // The page asks for its own script anyway.
            .filter((file) => !html.includes(file))
            .map((file) => ({
              tag: 'link',
              attrs: { rel: 'modulepreload', crossorigin: true, href: `/console/${file}` },
              injectTo: 'head' as const,
            }))
        );
      },
    },
  };
}

/** The file, those that it imports, and those that these import. */
function reached(from: Rolldown.OutputChunk, bundle: Rolldown.OutputBundle): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = (file: string) => {
    if (found.has(file)) return;
    found.add(file);
    const chunk = bundle[file];
    if (chunk?.type === 'chunk') chunk.imports.forEach(walk);
  };
  walk(from.fileName);
  return found;
}
