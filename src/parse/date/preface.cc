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

// Folded; the small words among them ("on", "am", "le") are is_filler()'s.
constexpr auto kLabelWords = std::to_array<std::string_view>(
    {// English
     "published", "posted", "updated", "created", "modified", "released", "added", "written",
     "edited", "submitted", "last", "date", "publication", "pub",
     // German
     "veroffentlicht", "veroeffentlicht", "erstellt", "aktualisiert", "geandert", "eingestellt",
     "geschrieben", "publiziert", "datum", "stand", "zuletzt", "vom",
     // French
     "publie", "publiee", "poste", "postee", "mis", "mise", "jour", "modifie", "ajoute", "cree",
     "ecrit", "redige",
     // Italian
     "pubblicato", "pubblicata", "aggiornato", "inserito", "scritto", "creato", "data",
     "pubblicazione",
     // Spanish, Portuguese and Catalan
     "publicado", "publicada", "actualizado", "atualizado", "creado", "criado", "enviado",
     "postado", "fecha", "publicacion", "publicacao", "publicat", "actualitzat", "publicacio",
     // Romanian
     "postat", "actualizat", "adaugat", "publicarii",
     // Dutch
     "gepubliceerd", "geplaatst", "bijgewerkt", "gewijzigd", "publicatiedatum",
     // Danish, Norwegian, Swedish and Finnish
     "publiceret", "udgivet", "offentliggjort", "oprettet", "opdateret", "dato", "publisert",
     "opprettet", "oppdatert", "publicerad", "publicerat", "uppdaterad", "skapad", "julkaistu",
     "paivitetty", "luotu",
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

}  // namespace

std::size_t label_length(std::string_view text) {
  const DateReader reader(text);
  std::size_t end = 0;
  std::size_t words = 0;
  bool is_label = false;
  for (; words < kMostLabelWords; ++words) {
    const std::size_t begin = reader.skip_blanks(end);
    const std::size_t length = word_length(text.substr(begin));
    if (length == 0 || length > kLongestWord) break;
    const std::string word = folded_word(text.substr(begin, length));
    const bool is_known = is_label_word(word);
    if (!is_known && words > 0 && !is_filler(word)) break;
    is_label = is_label || is_known;
    end = begin + length;
    if (!is_known && words == 0) {  // Any one word before a colon, and none else.
      ++words;
      break;
    }
  }
  if (words == 0) return 0;
  const std::size_t colon = reader.skip_blanks(end);
  if (reader.peek(colon) == ':') return colon + 1;
  return is_label ? end : 0;
}

Stray stray_at(std::string_view text) {
  const std::size_t end = text.find_first_of(" ,");
  if (end == 0 || end == std::string_view::npos || end > kLongestWord) return {};
  const std::string_view run = text.substr(0, end);
  const DateReader reader(text);
  const std::size_t comma = reader.skip_blanks(end);
  const bool has_comma = reader.peek(comma) == ',';
  const Stray stray{has_comma ? comma + 1 : end, has_comma};
  const bool has_digit = std::ranges::any_of(run, base::is_digit);
  if (has_digit) {
    const bool is_number = reader.skip_digits() == end && end <= kMostStrayDigits;
    return is_number && has_comma ? stray : Stray{};
  }
  const std::string word = folded_word(run.substr(0, word_length(run)));
  return month_of(word) != 0 || weekdays_of(word).any() ? Stray{} : stray;
}

}  // namespace syndic::parse
