import { Application, type DeclarationReflection, Logger, LogLevel } from "typedoc";

/** Keeps warnings and errors. TypeDoc otherwise prints them and goes on. */
class ProblemList extends Logger {
    readonly problems: string[] = [];

    override log(message: string, level: LogLevel): void {
        if (level >= LogLevel.Warn) {
            this.problems.push(message);
        }
    }
}

/**
 * Returns all exported names of the package with their comments.
 *
 * @throws Error with a line for each name without a comment, each type without an export and each wrong link.
 */
export async function readExports(entryPoint: string, tsconfig: string): Promise<DeclarationReflection[]> {
    const app = await Application.bootstrap({
        entryPoints: [entryPoint],
        tsconfig,
        sort: ["source-order"],
        excludeExternals: true,
        excludePrivate: true,
        excludeInternal: true,
        disableSources: true,
        validation: { notExported: true, invalidLink: true, notDocumented: true },
    });
    const logger = new ProblemList();
    app.logger = logger;
    const project = await app.convert();
    if (project !== undefined) {
        app.validate(project);
    }
    if (logger.problems.length > 0) {
        throw new Error(logger.problems.join("\n"));
    }
    return project?.children ?? [];
}
