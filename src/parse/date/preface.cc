// SPDX-License-Identifier: MIT
#include "parse/date/preface.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "parse/date/names.h"
#include "parse/date/words.h"

namespace syndic::parse {
namespace {

constexpr std::size_t kMostLabelWords = 6;
constexpr std::size_t kLongestWord = 64;  // Bytes.
constexpr std::size_t kMostStrayDigits = 3;
constexpr std::size_t kYearDigits = 4;

// Folded; the small words among them ("on", "am", "le") are is_filler()'s.
constexpr auto kLabelWords = std::to_array<std::string_view>(
    {// English
     "published", "posted", "updated", "created", "modified", "released", "added", "written",
     "edited", "submitted", "last", "date", "publication", "pub", "issued", "uploaded", "revised",
     // German
     "veroffentlicht", "veroeffentlicht", "erstellt", "aktualisiert", "geandert", "eingestellt",
     "geschrieben", "publiziert", "datum", "stand", "zuletzt", "vom", "seit", "erschienen",
     "veroffentlichung", "veroffentlichungsdatum", "erscheinungsdatum",
     // French
     "publie", "publiee", "poste", "postee", "mis", "mise", "jour", "modifie", "ajoute", "cree",
     "ecrit", "redige", "ligne", "paru", "parution",
     // Italian
     "pubblicato", "pubblicata", "aggiornato", "inserito", "scritto", "creato", "data",
     "pubblicazione", "uscita",
     // Spanish, Portuguese and Catalan
     "publicado", "publicada", "actualizado", "atualizado", "creado", "criado", "enviado",
     "postado", "fecha", "publicacion", "publicacao", "publicat", "actualitzat", "publicacio",
     "subido", "lanzamiento", "lancamento",
     // Romanian
     "postat", "actualizat", "adaugat", "publicarii",
     // Dutch
     "gepubliceerd", "geplaatst", "bijgewerkt", "gewijzigd", "publicatiedatum", "verschenen",
     // Danish, Norwegian, Swedish and Finnish
     "publiceret", "udgivet", "offentliggjort", "oprettet", "opdateret", "dato", "publisert",
     "opprettet", "oppdatert", "publicerad", "publicerat", "uppdaterad", "skapad", "julkaistu",
     "paivitetty", "luotu", "udgivelsesdato", "publiseringsdato", "publiceringsdatum", "inlagd",
     // Polish, Czech and Slovak
     "opublikowano", "opublikowany", "dodano", "zaktualizowano", "utworzono", "publikacji",
     "publikovano", "zverejneno", "vydano", "pridano", "vlozeno", "aktualizovano", "publikovane",
     "zverejnene", "uverejnene", "pridane", "aktualizovane",
     // Hungarian
     "megjelent", "kozzeteve", "letrehozva", "frissitve",
     // Turkish
     "yayinlandi", "yayimlandi", "yayinlanma", "yayin", "guncellendi", "guncelleme", "eklendi",
     "tarih", "tarihi",
     // Indonesian
     "diterbitkan", "dipublikasikan", "diposting", "diperbarui", "tanggal",
     // Greek
     "δημοσιευτηκε", "δημοσιευθηκε", "δημοσιευση", "ημερομηνια", "δημοσιευσησ", "ενημερωθηκε",
     // Russian, Ukrainian and Bulgarian
     "опубликовано", "добавлено", "обновлено", "создано", "размещено", "дата", "публикации",
     "опубліковано", "додано", "оновлено", "створено", "публікації", "публикувано", "публикувана",
     "добавено", "обновено",
     // Chinese, Japanese and Korean
     "发布于", "发表于", "更新于", "发布时间", "发表时间", "更新时间", "发布日期", "日期", "發布於",
     "發表於", "公開日", "投稿日", "掲載日", "更新日", "게시일", "작성일", "등록일", "발행일"});

// Of labels alone: "Mis en ligne", "Pubblicato in data", "Opublikowano w dniu", "Online seit".
constexpr auto kSmallWords = std::to_array<std::string_view>({"en", "in", "w", "dniu", "online"});

// Folded: who wrote it follows.
constexpr auto kBylineWords = std::to_array<std::string_view>(
    {"by", "von", "par", "por", "di", "da", "door", "av", "af", "przez", "от", "від"});

// What scripts print of a value that there is not.
constexpr auto kScriptWords =
    std::to_array<std::string_view>({"undefined", "null", "(null)", "nil", "none", "nan"});

struct Marks {
  std::string_view begin;
  std::string_view end;
};
constexpr auto kMarks = std::to_array<Marks>({{"(", ")"},
                                              {"[", "]"},
                                              {"{", "}"},
                                              {"\"", "\""},
                                              {"'", "'"},
                                              {"“", "”"},
                                              {"„", "“"},
                                              {"«", "»"},
                                              {"»", "«"},
                                              {"「", "」"},
                                              {"【", "】"}});

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

std::size_t word_length(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && is_date_letter(text[length])) ++length;
  return length;
}

bool is_label_word(std::string_view folded) {
  // Folding takes Korean syllables apart, too.
  static const auto kFolded = [] {
    std::array<std::string, kLabelWords.size()> words;
    std::ranges::transform(kLabelWords, words.begin(), folded_word);
    return words;
  }();
  return std::ranges::find(kFolded, folded) != kFolded.end();
}

// The end of the run of characters without a blank at `begin`.
std::size_t word_end(std::string_view text, std::size_t begin) {
  return std::min(text.find(' ', begin), text.size());
}

// Whether the letters at the start of `text` do.
bool names_day_or_month(std::string_view text) {
  const std::string word = folded_word(text.substr(0, word_length(text)));
  return month_of(word) != 0 || weekdays_of(word).any();
}

// "2023-03-26" or "Mar 26", but not the number that may be of the word before: "Windows 10 May".
bool begins_as_date(std::string_view text) {
  text = base::trim(text);
  const DateReader reader(text);
  const bool is_year = reader.skip_digits() == kYearDigits &&
                       (reader.peek(kYearDigits) == '-' || reader.peek(kYearDigits) == '/');
  return is_year || names_day_or_month(text);
}

}  // namespace

std::size_t label_length(std::string_view text) {
  const DateReader reader(text);
  std::size_t end = 0;
  std::size_t label = 0;  // Where the label ends if no colon does.
  std::size_t words = 0;
  bool has_known = false;
  bool is_label = true;  // So far.
  for (; words < kMostLabelWords; ++words) {
    const std::size_t begin = reader.skip_blanks(reader.peek(end) == '\'' ? end + 1 : end);
    const std::size_t length = word_length(text.substr(begin));
    if (length == 0 || length > kLongestWord) break;
    const std::string word = folded_word(text.substr(begin, length));
    const bool is_known = is_label_word(word);
    const bool is_small = words > 0 && (is_filler(word) || is_one_of(kSmallWords, word));
    has_known = has_known || is_known;
    is_label = is_label && (is_known || is_small);
    end = begin + length;
    if (is_label) label = end;
  }
  const std::size_t mark = reader.skip_blanks(end);
  if (reader.peek(mark) == ':' && (has_known || words == 1)) return mark + 1;
  const bool is_dash = reader.peek(mark) == '-' && reader.peek(mark + 1) == ' ';
  return is_dash && has_known ? mark + 1 : label;
}

std::size_t byline_length(std::string_view text, std::size_t name_words) {
  const DateReader reader(text);
  const std::size_t begin = word_end(text, 0);
  if (!is_one_of(kBylineWords, folded_word(text.substr(0, begin)))) return 0;
  std::size_t end = begin;
  for (std::size_t words = 0; words < name_words; ++words) {
    end = word_end(text, reader.skip_blanks(end));
  }
  if (text.substr(0, end).ends_with(',')) return end;
  const std::size_t next = reader.skip_blanks(end);
  const std::string_view link = text.substr(next, word_end(text, next) - next);
  const bool is_link = link == "|" || link == "-" || is_filler(folded_word(link));
  return is_link ? next + link.size() : 0;
}

std::string_view without_byline(std::string_view text) {
  const DateReader reader(text);
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = word_end(text, at);
    if (at != 0 && is_one_of(kBylineWords, folded_word(text.substr(at, end - at)))) break;
    at = reader.skip_blanks(end);
  }
  const std::size_t byline = at;
  for (std::size_t words = 0; at < text.size(); ++words) {
    if (words > kMostNameWords || base::is_digit(text[at])) return text;
    at = reader.skip_blanks(word_end(text, at));
  }
  return base::trim(text.substr(0, byline));
}

std::string_view inside_marks(std::string_view text) {
  for (const Marks& marks : kMarks) {
    const bool is_inside = text.size() > marks.begin.size() + marks.end.size() &&
                           text.starts_with(marks.begin) && text.ends_with(marks.end);
    if (!is_inside) continue;
    text.remove_prefix(marks.begin.size());
    text.remove_suffix(marks.end.size());
    return base::trim(text);
  }
  return text;
}

std::string_view without_placeholder(std::string_view text) {
  const std::size_t blank = text.rfind(' ');
  if (blank == std::string_view::npos) return {};
  const std::string_view word = text.substr(blank + 1);
  const bool is_template = word.find_first_of("%{$") != std::string_view::npos;
  if (!is_template && !is_one_of(kScriptWords, base::lower(word))) return {};
  return base::trim(text.substr(0, blank));
}

Stray stray_at(std::string_view text) {
  const std::size_t end = text.find_first_of(" ,");
  if (end == 0 || end == std::string_view::npos || end > kLongestWord) return {};
  const std::string_view run = text.substr(0, end);
  const DateReader reader(text);
  const std::size_t comma = reader.skip_blanks(end);
  const bool has_comma = reader.peek(comma) == ',';
  const std::size_t length = has_comma ? comma + 1 : end;
  const Stray stray{length,
                    !has_comma && !(base::is_ascii(run) && begins_as_date(text.substr(length)))};
  if (std::ranges::any_of(run, base::is_digit)) {
    const bool is_number = reader.skip_digits() == end && end <= kMostStrayDigits;
    return is_number && (has_comma || end == kMostStrayDigits) ? stray : Stray{};
  }
  return names_day_or_month(run) ? Stray{} : stray;
}

}  // namespace syndic::parse
