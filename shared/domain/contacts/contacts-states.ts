/** How far a unit is with its form. `sealed`: a sealed scan of some version is there, which is what the county office asks for. */
export const contactsStates = ['missing', 'unsealed', 'sealed', 'removed'] as const;
export type ContactsState = (typeof contactsStates)[number];
