import type { ItemInputs } from '../domain/scoring/inputs.ts';
import type { ItemResult, UnitResult } from '../domain/scoring/result.ts';
import type { ReportModel } from './model.ts';

type PublicPiece = NonNullable<ItemInputs['publicEvidence']>[number];

/** A link or a file of a piece of evidence that was chosen for the public; a piece with neither stands once, with both null. */
export type PublicEvidenceRow = Readonly<{
  unit: UnitResult;
  item: ItemResult;
  piece: PublicPiece;
  /** The piece's number among the item's, from 1. */
  number: number;
  link: PublicPiece['links'][number] | null;
  file: PublicPiece['files'][number] | null;
}>;

/** All that was made public, units in annex order and items as the rubric has them. */
export function* publicEvidenceRows(model: ReportModel): Generator<PublicEvidenceRow> {
  for (const unit of model.inAnnexOrder) {
    const facts = model.factsOf(unit.unit)?.items ?? {};
    for (const item of unit.items) {
      for (const [place, piece] of (facts[item.code]?.publicEvidence ?? []).entries()) {
        const of = { unit, item, piece, number: place + 1 };
        for (const link of piece.links) yield { ...of, link, file: null };
        for (const file of piece.files) yield { ...of, link: null, file };
        if (piece.links.length + piece.files.length === 0) yield { ...of, link: null, file: null };
      }
    }
  }
}
