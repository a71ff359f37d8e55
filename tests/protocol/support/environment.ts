/** This process's environment, less what would reach into the programs and providers that the tests start. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
    return Object.fromEntries(
        Object.entries(process.env).filter(([name]) => !/^(SENHASEGURA|PULUMI|NODE)_/i.test(name)),
    );
}
