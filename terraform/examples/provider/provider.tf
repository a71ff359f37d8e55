terraform {
  required_providers {
    mysafe = {
      source = "pulumi-mysafe/mysafe"
    }
  }
}

# The client secret comes from the environment variable SENHASEGURA_CLIENT_SECRET.
provider "mysafe" {
  url       = "https://vault.example.com"
  client_id = "offboarding"

  # Optional guards: at most 25 new passwords in a run, and none with the tag "break-glass".
  max_disablements = 25
  never_disable    = ["tag:break-glass"]
}
