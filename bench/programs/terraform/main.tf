terraform {
  required_providers {
    mysafe = {
      source = "pulumi-mysafe/mysafe"
    }
  }
}

variable "url" { type = string }
variable "client_id" { type = string }
variable "size" { type = number }

# The environment has the secret.
provider "mysafe" {
  url       = var.url
  client_id = var.client_id
}

resource "mysafe_password_disablement" "leaver" {
  count = var.size

  identifier = count.index + 1
}
