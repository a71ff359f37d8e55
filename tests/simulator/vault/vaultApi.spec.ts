import assert from "node:assert/strict";
import { closeAll, connect, type Reply } from "../support/connect";

const path = "/api/mysafe/password";

function assertResponse(reply: Reply, status: number, message: string): void {
    assert.equal(reply.status, status, reply.text);
    assert.equal(reply.json.response.message, message);
    assert.equal(reply.json.response.status, status);
    assert.equal(reply.json.response.error, status >= 400);
}

function listed(reply: Reply): number[] {
    return reply.json.password_on_list.map((entry: { identifier: string }) => Number(entry.identifier));
}

describe("the vault's API", () => {
    afterEach(closeAll);

    it("disables an active password once, and then reports that it already is inactive", async () => {
        const { vault, disable } = await connect();
        assertResponse(await disable(312), 200, "Password successfully deactivated");
        assertResponse(await disable(312), 200, "Password has already been deactivated");
        assert.deepEqual([vault.password(312).active, vault.password(312).changes], [false, 1]);
        assert.deepEqual(
            vault.requests.filter((record) => record.route === "disable").map((record) => record.acted),
            [true, false],
        );
    });

    it("enables an inactive password once, and then reports that it already is active", async () => {
        const { vault, call } = await connect();
        assertResponse(await call("POST", `${path}/active/340`), 200, "Password successfully activated");
        assertResponse(await call("POST", `${path}/active/340`), 200, "Password has already been activated");
        assert.deepEqual([vault.password(340).active, vault.password(340).changes], [true, 1]);
    });

    for (const verb of ["inactive", "active"]) {
        it(`rejects the ${verb} call with 1005, 1006 and 1010`, async () => {
            const { vault, call } = await connect();
            assertResponse(await call("POST", `${path}/${verb}/9999`), 400, "1005: Password not found");
            assertResponse(await call("POST", `${path}/${verb}/404`), 400, "1006: User does not have access");
            for (const wrong of ["abc", "-1", "1.5", "1e3", "%2012", "12abc", "..%2Factive%2F5", "%E0%A4%A"]) {
                assertResponse(await call("POST", `${path}/${verb}/${wrong}`), 400, "1010: Unexpected identifier type");
            }
            assert.ok(vault.passwords().every((password) => password.changes === 0));
        });
    }

    it("treats a number past 2^53 as missing, not as its neighbour", async () => {
        const { disable } = await connect({ passwords: [{ identifier: 2 ** 53 - 1 }] });
        assertResponse(await disable("9007199254740992"), 400, "1005: Password not found");
        assertResponse(await disable("9007199254740991"), 200, "Password successfully deactivated");
    });

    it("reads an active password with its secret, and records that", async () => {
        const { vault, read } = await connect({ passwords: [{ identifier: 5, name: "Mail", secret: "open sesame" }] });
        const reply = await read(5);
        assertResponse(reply, 200, "Success");
        assert.equal(reply.json.password_entity.identifier, "5");
        assert.equal(reply.json.password_entity.password, "open sesame");
        assert.deepEqual(vault.secretsServed, [5]);
    });

    it("reads no secret of an inactive, a hidden, a missing or a misnamed password", async () => {
        const { vault, read } = await connect();
        assertResponse(await read(340), 400, "1009: Inactive password");
        assertResponse(await read(411), 400, "1006: User does not have access");
        assertResponse(await read(9999), 400, "1005: Password not found");
        assertResponse(await read("inactive"), 400, "1010: Unexpected identifier type");
        assert.deepEqual(vault.secretsServed, []);
    });

    it("lists entries with exactly the documented fields, and no secret", async () => {
        const { vault, list } = await connect();
        const reply = await list();
        assertResponse(reply, 200, "");
        assert.deepEqual(reply.json.password_on_list[0], {
            identifier: "312",
            name: "Oracle production, former DBA",
            url: "oracle://db1.example.com:1521/PROD",
            username: "m.souza",
            tags: "offboarding, database",
            need_justify: "0",
            need_approval: "0",
            can_view: true,
            can_write: true,
        });
        const notEditable = reply.json.password_on_list.find(
            (entry: { identifier: string }) => entry.identifier === "404",
        );
        assert.equal(notEditable.can_write, false);
        assert.ok(vault.passwords().every((password) => !reply.text.includes(password.secret)));
    });

    it("lists inactive passwords only with listInactive, and never those that the caller may not view", async () => {
        const hiding = listed(await (await connect()).list());
        const showing = listed(await (await connect({ listInactive: true })).list());
        assert.deepEqual([hiding.includes(340), hiding.includes(411)], [false, false]);
        assert.deepEqual([showing.includes(340), showing.includes(411)], [true, false]);
    });

    it("filters the list by tag, name, username and url, alone and together", async () => {
        const { list } = await connect();
        assert.deepEqual(listed(await list("?tag=break-glass")), [320, 321]);
        assert.deepEqual(listed(await list("?tag=break")), []);
        assert.deepEqual(listed(await list("?name=oracle")), [312, 313]);
        assert.deepEqual(listed(await list("?username=SVC-")), [330, 331]);
        assert.deepEqual(listed(await list("?url=github.com")), [314]);
        assert.deepEqual(listed(await list("?tag=offboarding&name=vpn")), [315]);
        assert.deepEqual(listed(await list("?tag=nothing")), []);
    });

    it("uses the other spelling of the list's key with listKey", async () => {
        const { list } = await connect({ listKey: "passwords_on_list" });
        const { json } = await list();
        assert.equal(json.password_on_list, undefined);
        assert.equal(json.passwords_on_list.length, 10);
    });

    it("creates a password under a new number without showing its secret", async () => {
        const { vault, call, disable } = await connect();
        const body = JSON.stringify({ name: "New", username: "u", password: "fresh secret" });
        const reply = await call("POST", path, { body });
        assertResponse(reply, 201, "Password successfully registered");
        assert.ok(!reply.text.includes("fresh secret"));
        const identifier = Number(reply.json.password_entity.identifier);
        assert.equal(vault.password(identifier).secret, "fresh secret");
        assertResponse(await disable(identifier), 200, "Password successfully deactivated");
    });

    it("rejects a new password without name, username or password", async () => {
        const { call } = await connect();
        const missing = async (fields: unknown) => {
            const reply = await call("POST", path, { body: JSON.stringify(fields) });
            assert.equal(reply.status, 400);
            return reply.json.exception.code === 1001 ? reply.json.response.message : undefined;
        };
        assert.equal(await missing({}), "1001: Parameter 'name' was not informed!");
        assert.equal(await missing({ name: "n", password: "p" }), "1001: Parameter 'username' was not informed!");
        assert.equal(await missing({ name: "n", username: "u" }), "1001: Parameter 'password' was not informed!");
    });

    it("disables notes and API secrets, which have their own numbers and messages", async () => {
        const { call } = await connect();
        const note = (identifier: string) => call("POST", `/api/mysafe/note/inactive/${identifier}`);
        const apiSecret = (identifier: string) => call("POST", `/api/mysafe/secretapi/inactive/${identifier}`);
        assertResponse(await note("21"), 200, "Note successfully deactivated");
        assertResponse(await note("22"), 200, "Note has already been deactivated");
        assertResponse(await note("23"), 400, "1006: User does not have access");
        assertResponse(await note("312"), 400, "1005: Note not found");
        assertResponse(await note("x"), 400, "1010: Unexpected identifier type");
        assertResponse(await apiSecret("31"), 200, "Api secret successfully deactivated");
        assertResponse(await apiSecret("32"), 200, "Api secret has already been deactivated");
        assertResponse(await apiSecret("312"), 400, "1005: Api secret not found");
    });
});
