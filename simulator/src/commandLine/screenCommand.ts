import type { Simulator } from "../simulator";
import { passwordTable } from "./passwordTable";

/** The lines that the command reads from its terminal, which stands for the vault's own screen. */
export const screenCommands = "enable 312, disable 312, list";

/** Runs a line of the terminal and returns the answer: enable or disable a password, or list all of them. */
export function runScreenCommand(vault: Simulator, line: string): string {
    const [, action = "", identifier = ""] = /^\s*(\w+)(?:\s+(\d+))?\s*$/.exec(line) ?? [];
    if (action === "list" && identifier === "") {
        return passwordTable(vault).join("\n");
    }
    if ((action !== "enable" && action !== "disable") || identifier === "") {
        return `Unknown command "${line.trim()}". Enter one of: ${screenCommands}.`;
    }
    const password = vault.passwords().find((one) => one.identifier === Number(identifier));
    if (password === undefined) {
        return `There is no password ${identifier}. Enter "list" to see all of them.`;
    }
    const active = action === "enable";
    vault.setActive(password.identifier, active);
    const already = password.active === active ? "already " : "";
    return `Password ${identifier} is ${already}${active ? "active" : "inactive"}: ${password.name}`;
}
