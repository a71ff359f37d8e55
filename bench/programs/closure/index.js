/**
 * What a user writes by Pulumi's page on dynamic providers: a class in the program, given to `pulumi.dynamic.Resource`,
 * which puts its text into each resource. As there, each operation makes its own client: here, gets its own token.
 */
const pulumi = require("@pulumi/pulumi");

class DisablementProvider {
    async configure(request) {
        this.url = request.config.require("mysafe:url");
        this.clientId = request.config.require("mysafe:clientId");
        this.clientSecret = request.config.require("mysafe:clientSecret");
    }

    async call(method, path) {
        const granted = await fetch(`${this.url}/api/oauth2/token`, {
            method: "POST",
            body: new URLSearchParams({
                grant_type: "client_credentials",
                client_id: this.clientId,
                client_secret: this.clientSecret,
            }),
        });
        if (!granted.ok) {
            throw new Error(`No token: ${granted.status} ${await granted.text()}`);
        }
        const { access_token: token } = await granted.json();
        const answer = await fetch(`${this.url}${path}`, { method, headers: { Authorization: `Bearer ${token}` } });
        return { status: answer.status, body: await answer.json() };
    }

    async disable(identifier) {
        const { status, body } = await this.call("POST", `/api/mysafe/password/inactive/${identifier}`);
        if (status !== 200 || body.response.error) {
            throw new Error(`Password ${identifier} was not disabled: ${body.response.message}`);
        }
        return { identifier, status: "inactive" };
    }

    async diff(_id, olds, news) {
        const replaces = olds.identifier === news.identifier ? [] : ["identifier"];
        return { changes: replaces.length > 0 || olds.status !== "inactive", replaces };
    }

    async create(inputs) {
        return { id: String(inputs.identifier), outs: await this.disable(inputs.identifier) };
    }

    async read(id, props) {
        const { status, body } = await this.call("GET", `/api/mysafe/password/${id}`);
        if (status === 200) {
            return { id, props: { ...props, status: "active" } };
        }
        const code = body.exception?.code;
        if (code === 1005) {
            return { id: "" };
        }
        if (code !== 1009) {
            throw new Error(`Password ${id} was not read: ${body.response.message}`);
        }
        return { id, props: { ...props, status: "inactive" } };
    }

    async update(_id, _olds, news) {
        return { outs: await this.disable(news.identifier) };
    }

    async delete() {
        // The password stays inactive.
    }
}

class Disablement extends pulumi.dynamic.Resource {
    constructor(name, args, opts) {
        super(new DisablementProvider(), name, { status: undefined, ...args }, opts);
    }
}

const size = Number(process.env.BENCH_SIZE);
for (let identifier = 1; identifier <= size; identifier += 1) {
    new Disablement(`leaver-${identifier}`, { identifier });
}
