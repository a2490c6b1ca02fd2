# SPDX-License-Identifier: MIT
#
# gcovr's table of files (name, lines, lines that ran, …) as one of folders.
NR > 1 {
  folder = $1
  if (!sub("/[^/]*$", "", folder)) next
  lines[folder] += $2
  ran[folder] += $3
  all_lines += $2
  all_ran += $3
}
END {
  for (folder in lines) row(folder, ran[folder], lines[folder])
  row("all", all_ran, all_lines)
}
function row(name, ran, lines) {
  printf "%-24s %6d of %6d  %5.1f %%\n", name, ran, lines, lines ? 100 * ran / lines : 100
}
