import * as collections from '../../contracts/collections.ts';
import { circularPlaces } from '../../domain/circular/circular-places.ts';
import { defaultCircularTemplate } from '../../domain/circular/circular-template.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';

/** What a year's circular says, and the places that it may name. */
export function getCircularTemplate({ store }: Readonly<{ store: Store }>): UseCase<'getCircularTemplate'> {
  return async ({ params }) => {
    await load.cycle(store, params.cycle);
    const found = await store.get(collections.circularTemplates, params);
    return {
      template: found?.value ?? defaultCircularTemplate,
      edited: found !== null,
      places: Object.entries(circularPlaces).map(([name, { kind, means }]) => ({
        name,
        optional: kind === 'optional',
        means,
      })),
    };
  };
}
