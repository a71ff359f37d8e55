using System.Collections.Generic;
using Pulumi;
using PulumiMySafe.MySafe;

return await Deployment.RunAsync(() =>
{
    var buildServer = new PasswordDisablement("build-server", new PasswordDisablementArgs
    {
        Identifier = "330",
        Reason = "CHG-2041",
    });

    var found = GetPasswords.Invoke(new GetPasswordsInvokeArgs { Tag = "offboarding" });
    new PasswordDisablementSet("leavers", new PasswordDisablementSetArgs
    {
        Identifiers = found.Apply(result => result.Identifiers),
        Additive = true, // keeps passwords that the search no longer finds
        Reason = "CHG-2041",
    });

    return new Dictionary<string, object?> { ["outcome"] = buildServer.Outcome };
});
