#include "text/language.h"

#include <gtest/gtest.h>

namespace casus::text {
namespace {

TEST(Languages, TellsEnglishFromOthers) {
  const auto tables = lexicon::Tables::compiled_in();
  ASSERT_TRUE(tables.ok());
  const auto languages = Languages::open(*tables);
  ASSERT_TRUE(languages.ok());
  const std::pair<const char*, const char*> kCases[] = {
      {"The ministers met in Geneva on Monday and agreed to talk again.", "en"},
      {"Erdo\xC4\x9F"
       "an meets Macron",
       "en"},
      {"F\xC3\xBCr die Regierung ist das nicht der richtige Weg, sagte die Ministerin.", "de"},
      {"Le gouvernement a annonc\xC3\xA9 que les troupes ne sont pas dans la ville.", "fr"},
      {"El gobierno anunci\xC3\xB3 que las tropas no est\xC3\xA1n en la ciudad.", "es"},
      {"Pemerintah mengatakan bahwa pasukan itu tidak akan ditarik dari kota.", "id"},
      {"\xD0\x92\xD0\xBE\xD0\xB9\xD1\x81\xD0\xBA\xD0\xB0 \xD0\xBD\xD0\xB5 \xD1\x83\xD0\xB9\xD0\xB4\xD1\x83\xD1\x82",
       "ru"},
      {"\xE8\xBB\x8D\xE3\x81\xAF\xE6\x92\xA4\xE9\x80\x80\xE3\x81\x97\xE3\x81\xAA\xE3\x81\x84", "ja"},
      {"12 + 30 = 42", "und"},
  };
  for (const auto& [text, language] : kCases) EXPECT_EQ(languages->of(text), language) << text;
}

TEST(Languages, EnglishHeadlinesFullOfNamesStayEnglish) {
  const auto tables = lexicon::Tables::compiled_in();
  ASSERT_TRUE(tables.ok());
  const auto languages = Languages::open(*tables);
  ASSERT_TRUE(languages.ok());
  for (const char* text :
       {"Die Linke and Partido Popular lose seats in Rheinland-Pfalz and Castilla y Le\xC3\xB3n",
        "Le Monde, El Pa\xC3\xADs and La Stampa close bureaus", "Jos\xC3\xA9 dos Santos visits Dar es Salaam",
        "Al Qaeda in the Maghreb claims In Amenas raid", "Talks",
        "Presidente de la Rep\xC3\xBA"
        "blica arrives in Rio de Janeiro"})
    EXPECT_EQ(languages->of(text), "en") << text;
  EXPECT_EQ(languages->of(""), "und");
  EXPECT_EQ(languages->of("\xFF\xFE"), "und");
}

}  // namespace
}  // namespace casus::text
