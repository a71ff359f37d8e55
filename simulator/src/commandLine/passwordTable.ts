import type { Simulator } from "../simulator";

/** Returns the lines of a table of the vault's passwords, at most 80 characters wide for the seeded ones. */
export function passwordTable(vault: Simulator): string[] {
    const rows = vault
        .passwords()
        .map(({ identifier, active, username, tags, name }) => [
            String(identifier),
            active ? "active" : "inactive",
            username,
            name,
            tags,
        ]);
    const table = [["id", "status", "username", "name", "tags"], ...rows];
    const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
    return table.map((row) =>
        row
            .map((cell, column) => cell.padEnd(widths[column] ?? 0))
            .join("  ")
            .trimEnd(),
    );
}
