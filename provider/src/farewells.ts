/** So many passwords are told one by one; a thousand lines would tell nobody anything. */
const mostLines = 20;

/** Tells what became of passwords whose resources went. */
export type Farewell = (identifier: string, fate: string) => void;

/** Makes one for all resources of a run. */
export function createFarewells(tell: (line: string) => void): Farewell {
    const told = new Map<string, number>();
    return (identifier, fate) => {
        const lines = (told.get(fate) ?? 0) + 1;
        told.set(fate, lines);
        if (lines <= mostLines) {
            tell(`password ${identifier} ${fate}`);
        } else if (lines === mostLines + 1) {
            tell(`and so on: each further password that is not named here ${fate}`);
        }
    };
}
