/** The vault of a story: its simulator in this process, or the one that the page starts in a second terminal. */
import assert from "node:assert/strict";
import type { Simulator } from "mysafe-simulator";
import { parseRanges } from "../../../provider/src/shared/identifierRanges";
import { enterKey, type TerminalProcess } from "./terminalProcess";

const forms = "enable 312, disable 312, add 1000-1499, inactive 312-313, 340";

/** Does what somebody does at the vault's own screen, or checks which passwords are inactive. */
export function actInVault(vault: Simulator, action: string): void {
    const [, verb = "", rest = ""] = /^(\S+)\s*(.*)$/.exec(action) ?? [];
    const numbers = numbersOf(rest);
    if (verb === "inactive") {
        const inactive = vault.passwords().flatMap(({ identifier, active }) => (active ? [] : [identifier]));
        assertInactive(inactive, numbers);
        return;
    }
    const act = acts[verb];
    if (act === undefined || numbers.length === 0) {
        throw new Error(`unknown action "${action}" of the vault: expected one of ${forms}`);
    }
    for (const number of numbers) {
        act(vault, number);
    }
}

const acts: Record<string, (vault: Simulator, identifier: number) => void> = {
    enable: (vault, identifier) => vault.setActive(identifier, true),
    disable: (vault, identifier) => vault.setActive(identifier, false),
    add: (vault, identifier) => void vault.addPassword({ identifier }),
};

function assertInactive(inactive: readonly number[], expected: readonly number[]): void {
    if (String(inactive) !== String(expected)) {
        throw new Error(`the inactive passwords of the vault: ${inactive.join(", ")}, expected ${expected.join(", ")}`);
    }
}

function numbersOf(text: string): number[] {
    return parseRanges(text.replaceAll(/\s+/g, ",")).map(Number);
}

/** Does the same in the simulator's terminal. @throws Error if the simulator refuses the line. */
export async function actInTerminal(terminal: TerminalProcess, action: string): Promise<void> {
    const [, expected] = /^inactive (.*)$/.exec(action) ?? [];
    const offset = terminal.written().length;
    terminal.enter(`${expected === undefined ? action : "list"}${enterKey}`);
    const answers = /Password \d+ is .*|There is no password.*|Unknown command.*|id +status[\s\S]*\s411 [^\n]*\n/;
    const [answer] = await terminal.waitFor(answers, offset, 10_000);
    if (expected === undefined) {
        assert.match(answer, /^Password/);
    } else {
        const inactive = [...answer.matchAll(/^(\d+) +inactive/gm)].map(([, identifier]) => Number(identifier));
        assertInactive(inactive, numbersOf(expected));
    }
}
