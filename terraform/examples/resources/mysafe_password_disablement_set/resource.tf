resource "mysafe_password_disablement_set" "leavers" {
  identifiers = concat([312], range(400, 421))
  reason      = "CHG-2041"
}
