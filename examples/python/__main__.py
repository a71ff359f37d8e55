import pulumi
import pulumi_mysafe as mysafe

build_server = mysafe.PasswordDisablement("build-server", identifier="330", reason="CHG-2041")

found = mysafe.get_passwords(tag="offboarding")
mysafe.PasswordDisablementSet(
    "leavers",
    identifiers=found.identifiers,
    additive=True,  # keeps passwords that the search no longer finds
    reason="CHG-2041",
)

pulumi.export("outcome", build_server.outcome)
