# SPDX-License-Identifier: MIT
#
# Writes each fenced block of a README into a file of its own in `folder`. Its name is the numbered
# step it stands in and the block's language, as in 4.sh; `outside` instead of a step where there is
# none. Blocks of one name follow one another as 4.sh, 4.sh.2, 4.sh.3.

function name_of(language) {
  names[step "." language]++
  count = names[step "." language]
  return step "." language (count > 1 ? "." count : "")
}

BEGIN { step = "outside" }

/^ *```/ && !file {
  indent = index($0, "`") - 1
  language = substr($0, indent + 4)
  file = folder "/" name_of(language == "" ? "text" : language)
  printf "" > file
  next
}
/^ *```$/ && file {
  close(file)
  file = ""
  next
}
file {
  print substr($0, 1, indent) ~ /^ *$/ ? substr($0, indent + 1) : $0 > file
  next
}

# A paragraph that is not indented, and a heading, end the list of steps.
/^[0-9]+\. / { step = $0; sub(/\..*/, "", step); next }
/^[^ ]/ { step = "outside" }
