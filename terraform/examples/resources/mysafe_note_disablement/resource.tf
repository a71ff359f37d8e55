resource "mysafe_note_disablement" "old_runbook" {
  identifier = 21
  reason     = "CHG-2041"
}
