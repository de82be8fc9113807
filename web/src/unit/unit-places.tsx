import { Link } from 'react-router';
import { useYear } from '../session/year.tsx';
import { useTexts } from '../texts/texts.tsx';

/** The ways from a unit's home for who comes from outside of it: its own people have them in the menu. */
export function UnitPlaces({ cycle, unit }: { cycle: string; unit: string }) {
  const { t } = useTexts();
  const { me } = useYear();
  const isOwn = me.roles.some(
    (held) => (held.role === 'unit-staff' || held.role === 'unit-leader') && held.unit === unit,
  );
  if (isOwn) return null;
  // Where somebody called from is for admins and auditors alone.
  const seesTrail = me.roles.some(({ role }) => role === 'county-admin' || role === 'auditor');
  const home = `/console/${cycle}/units/${unit}`;
  const places = [
    ['evidence', 'navEvidence'],
    ['register', 'navRegister'],
    ['facts', 'navFacts'],
    ...(seesTrail ? ([['audit', 'navUnitTrail']] as const) : []),
  ] as const;
  return (
    <nav className="chips places-of" aria-label={t('unitPlaces')}>
      {places.map(([path, text]) => (
        <Link key={path} className="button" to={`${home}/${path}`}>
          {t(text)}
        </Link>
      ))}
    </nav>
  );
}
