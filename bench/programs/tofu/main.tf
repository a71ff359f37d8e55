# What a user writes who wants passwords 1 to `size` inactive. The REST provider reads what it made, and takes any
# answer but a 2xx for a failure; the vault answers the read of an inactive password with 400 "1009: Inactive password".
# So the read is the disable call once more, which answers 200 for a password that is inactive already, and disables
# one that somebody enabled. The same call stands in for the delete, which the provider cannot leave out.
terraform {
  required_providers {
    restapi = {
      source = "Mastercard/restapi"
    }
  }
}

variable "url" { type = string }
variable "client_id" { type = string }
variable "client_secret" {
  type      = string
  sensitive = true
}
variable "size" { type = number }
provider "restapi" {
  uri = var.url

  oauth_client_credentials {
    oauth_client_id      = var.client_id
    oauth_client_secret  = var.client_secret
    oauth_token_endpoint = "${var.url}/api/oauth2/token"
  }
}

resource "restapi_object" "leaver" {
  count = var.size

  path           = "/api/mysafe/password"
  data           = jsonencode({ id = tostring(count.index + 1) })
  create_path    = "/api/mysafe/password/inactive/{id}"
  read_path      = "/api/mysafe/password/inactive/{id}"
  read_method    = "POST"
  destroy_path   = "/api/mysafe/password/inactive/{id}"
  destroy_method = "POST"
  # ignore_all_server_changes
}
