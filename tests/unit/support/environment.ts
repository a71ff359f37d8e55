const proxyVariables = /^(https?|all|no)_proxy$/i;

/** Lets each test of a suite begin without any proxy in its environment, and leaves the environment as it was. */
export function useNoProxy(): void {
    let before: NodeJS.ProcessEnv = {};

    beforeEach(() => {
        before = Object.fromEntries(Object.entries(process.env).filter(([name]) => proxyVariables.test(name)));
        forgetProxies();
    });

    afterEach(() => {
        forgetProxies();
        Object.assign(process.env, before);
    });
}

/** Takes all proxies out of the environment. */
function forgetProxies(): void {
    for (const name of Object.keys(process.env).filter((found) => proxyVariables.test(found))) {
        delete process.env[name];
    }
}
