import type { Bilingual } from '../values.ts';
import { negate, toPoints } from './exact.ts';
import type { MarkStep } from './marks.ts';
import { words } from './words.ts';

/** What the limits and weights around a step are, for the sentences that name them. */
export type StepPlace = Readonly<{ most: string; weight: string; least: string; deducts: boolean }>;

/** A step in words. */
export function sayStep(step: MarkStep, place: StepPlace): Bilingual {
  switch (step.code) {
    case 'evidence':
      return words.evidence(step.pieces);
    case 'no-evidence':
      return words.withoutEvidence();
    case 'counted':
      return words.countedStep(step.count, step.of, step.scale);
    case 'full':
      return words.full(toPoints(step.points));
    case 'short':
      return words.short(step.at, step.missing, step.scale);
    case 'blank':
      return words.blank(step.cells, step.each, step.off);
    case 'over':
      return words.over(step.extra, step.scale);
    case 'given':
      return words.given(toPoints(step.points), step.assessors, step.level?.label ?? null);
    case 'imported':
      return words.importedStep(step.period, step.of);
    case 'converted':
      return words.converted(step.outOf, place.most);
    case 'cause':
      return words.cause(step.cause.label, step.cause.points, step.found);
    case 'taken':
      return words.taken(step.fact, step.taken);
    case 'item-cap':
      return place.deducts ? words.takenCap(place.most) : words.itemCap();
    case 'item-floor':
      return words.itemFloor();
    case 'bonus-cap':
      return words.overCap();
    case 'rounding':
      return words.rounding();
    case 'shared':
      return words.shared(step.from);
    case 'not-applicable':
      return words.notApplicable(step.reason);
    case 'decided':
      return words.decided(step.reason);
    case 'part-cap':
      return words.partCap(place.most);
    case 'weight':
      return words.weight(place.weight);
    case 'total-floor':
      return words.totalFloor(place.least);
    case 'total-cap':
      return words.totalCap(place.most);
    case 'city-deduction':
      return words.city(step.item, step.document, step.taken, step.factor, toPoints(negate(step.points)));
    case 'effect':
      return words.because(step.effect.label);
  }
}
