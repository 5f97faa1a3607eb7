# why: markup and a formula in the name that Moodle gives
# name: =HYPERLINK("http://192.0.2.1","x")<script>document.title='canary'</script>
# %% c_compute_loss
raise ValueError("<script>")
