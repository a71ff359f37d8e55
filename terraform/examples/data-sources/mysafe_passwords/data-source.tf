data "mysafe_passwords" "service_accounts" {
  tag         = "service-account"
  allow_empty = true
}

# The vault can leave inactive passwords out. `additive` keeps passwords that the search no longer finds.
resource "mysafe_password_disablement_set" "service_accounts" {
  identifiers = data.mysafe_passwords.service_accounts.identifiers
  additive    = true
  reason      = "CHG-2041"
}
