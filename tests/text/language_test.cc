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
      {"El ministro dijo el martes que el gobierno no firmar\xC3\xAD"
       "a el tratado.",
       "es"},
      {"Waziri alisema Jumanne kwamba serikali haitasaini mkataba huo.", "sw"},
      {"Bakan sal\xC4\xB1 g\xC3\xBCn\xC3\xBC anla\xC5\x9F"
       "may\xC4\xB1 "
       "imzalamayaca\xC4\x9F\xC4\xB1n\xC4\xB1 "
       "s\xC3\xB6yledi.",
       "tr"},
      {"\xE5\xA4\x96\xE4\xBA\xA4\xE9\x83\xA8\xE9\x95\xBF\xE8\xA1\xA8\xE7\xA4\xBA", "zh"},
  };
  for (const auto& [text, language] : kCases) EXPECT_EQ(languages->of(text), language) << text;
}

TEST(Languages, LooksFromTheFirstLetterOn) {
  const auto tables = lexicon::Tables::compiled_in();
  const auto languages = Languages::open(*tables);
  ASSERT_TRUE(languages.ok());
  for (const std::string& head : {std::string(10000, '('), std::string(10000, ' '), std::string(10000, '7')}) {
    EXPECT_EQ(languages->of(head + "The ministers met in Geneva on Monday."), "en");
    EXPECT_EQ(languages->of(head + "Die Minister haben sich nicht mit der Regierung getroffen."), "de");
  }
}

TEST(Languages, SeesThatALongTextGoesOnInAnother) {
  const auto tables = lexicon::Tables::compiled_in();
  const auto languages = Languages::open(*tables);
  ASSERT_TRUE(languages.ok());
  std::string english, german;
  while (english.size() < 9000) english += "The ministers met in Geneva on Monday and agreed to talk again. ";
  while (german.size() < 12000) german += "Die Minister haben sich nicht mit der Regierung getroffen. ";
  EXPECT_EQ(languages->later(english), "en");
  EXPECT_EQ(languages->of(english + german), "en");
  EXPECT_EQ(languages->later(english + german), "de");
  EXPECT_EQ(languages->later("Die Minister haben sich nicht getroffen."), "en") << "short texts are one";
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
