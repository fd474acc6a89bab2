// Trees gone wrong in ways that news invites: present-tense verbs of headlines taken for nouns, past tenses for
// participles, labels and counts for subjects.
#pragma once

#include "events/scene.h"

namespace casus::events {

// Whether a participle is the finite verb of a sentence that hangs on its subject.
bool finite_after_all(const Scene& scene, int verb);

// The noun that an adjective taken for the subject describes, else the subject itself.
int described(const syntax::Tree& tree, int subject);

// Whether an adjective stands in the place of a noun.
bool stands_for_noun(const syntax::Tree& tree, int word);

// Whether what is taken for the verb's subject is none: a label before a colon, a numeral before the noun.
bool no_subject(const syntax::Tree& tree, int verb, int subject);

// Whether a word tagged as a noun has an object, as verbs of headlines often do ("drone strikes a car"): it is a verb.
bool verb_after_all(const syntax::Tree& tree, int word);

// The subject of such a verb: the noun before it, which then hangs on it, or on which it hangs; -1 where there is none.
int subject_of_noun(const syntax::Tree& tree, int word);

}  // namespace casus::events
