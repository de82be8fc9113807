/**
 * What comes first, in two files instead of twenty: each file more is one more wait on a slow line. The console's one entry, which
 * is small and asks for the others, stays by itself.
 */
export const firstChunks = [
  { name: 'begin', test: /[\\/]web[\\/]src[\\/]main\.ts$/, priority: 3 },
  /** For whoever is not signed in, and the ground that all stand on. */
  { name: 'front', test: /[\\/]web[\\/]src[\\/]session[\\/]front\.tsx$/, priority: 2 },
  /** What stands around every screen, and a unit's home, which most begin with. */
  { name: 'console', test: /[\\/]web[\\/]src[\\/]app\.tsx$/, priority: 1 },
];
