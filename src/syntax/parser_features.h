// Templates of the move perceptron and of the label perceptron, after Zhang and Nivre (2011), for arc-hybrid.
#pragma once

#include "syntax/arc_hybrid.h"

namespace casus::syntax {

namespace moves {

// w form, t tag, c cluster, p form and tag; s0 s1 s2 stack, b0 b1 b2 buffer; l r outermost dependents, 2 the next; y
// relation.
enum Atom : uint8_t {
  s0w,
  s0t,
  s0c,
  s0p,
  s1w,
  s1t,
  s1c,
  s1p,
  s2w,
  s2t,
  s2c,
  b0w,
  b0t,
  b0c,
  b0p,
  b1w,
  b1t,
  b1c,
  b1p,
  b2w,
  b2t,
  b2c,
  s0lw,
  s0lt,
  s0ly,
  s0rw,
  s0rt,
  s0ry,
  s0l2t,
  s0l2y,
  s0r2t,
  s0r2y,
  s1lt,
  s1ly,
  s1lw,
  s1rw,
  s1rt,
  s1ry,
  s1l2t,
  s1r2t,
  s1r2y,
  b0lw,
  b0lt,
  b0ly,
  b0l2t,
  b0l2y,
  s0vl,
  s0vr,
  s1vl,
  s1vr,
  b0vl,
  dsb,
  dss,
  s2rt,
  s0m1t,
  b3t,
  s0rrt,
  s0n1t,
  s1n1t,
  kAtomCount
};

inline constexpr Template kTemplates[] = {
    // one place
    {s0w},
    {s0t},
    {s0c},
    {s1w},
    {s1t},
    {s1c},
    {s2w},
    {s2t},
    {s2c},
    {b0w},
    {b0t},
    {b0p},
    {b0c},
    {b1w},
    {b1t},
    {b1p},
    {b1c},
    {b2w},
    {b2t},
    {b2c},
    // s0 and b0
    {s0w, b0w},
    {s0t, b0t},
    {s0c, b0c},
    {s0w, b0t},
    {s0t, b0w},
    {s0c, b0t},
    {s0t, b0c},
    {s0w, b0c},
    // s1 and s0
    {s1w, s0w},
    {s1t, s0t},
    {s1c, s0c},
    {s1w, s0t},
    {s1t, s0w},
    {s1c, s0t},
    {s1t, s0c},
    // further pairs
    {s1p, b0t},
    {s1w, b0w},
    {s1t, b0t},
    {s1c, b0c},
    {b0t, b1t},
    {b0w, b1w},
    {b0w, b1t},
    {b0t, b1w},
    {b0c, b1c},
    {s0w, b1w},
    {s0t, b1t},
    {s2t, s0t},
    {s2t, b0t},
    // three and four places
    {s0t, b0t, b1t},
    {s1t, s0t, b0t},
    {s2t, s1t, s0t},
    {s2t, s1t, b0t},
    {b0t, b1t, b2t},
    {s0t, b0t, b1t, b2t},
    {s1t, s0t, b0t, b1t},
    {s2t, s1t, s0t, b0t},
    {s0c, b0c, b1c},
    {b1t, b2t, b3t},
    // dependents
    {s0t, s0lt, b0t},
    {s0t, s0rt, b0t},
    {s0t, b0t, b0lt},
    {s1t, s1lt, s0t},
    {s1t, s1rt, s0t},
    {s1t, s0t, s0lt},
    {s1t, s0t, s0rt},
    {s0w, s0lw},
    {s0w, s0rw},
    {s0t, s0lw},
    {s0t, s0rw, b0t},
    {b0w, b0lw},
    {s1w, s1rw},
    {s1t, s1rw, s0t},
    {s1t, s0t, s0lw},
    {s0lt, b0t},
    {s0w, s0ly},
    {s0t, s0ly, b0t},
    {s0w, s0ry},
    {s0t, s0ry, b0t},
    {s1w, s1ry},
    {s1t, s1ry, s0t},
    {b0w, b0ly},
    {s0t, b0t, b0ly},
    {s1t, s1ly, s0t},
    {s1w, s1ly},
    {s1t, s0t, s0ly},
    {s0t, s0ly, s0l2y, b0t},
    {s0t, s0ry, s0r2y, b0t},
    {s0t, s0lt, s0l2t},
    {s0t, s0rt, s0r2t},
    {s1t, s1rt, s1r2t},
    {b0t, b0lt, b0l2t},
    {s1t, s1ry, s1r2y},
    {b0t, b0ly, b0l2y},
    {s2t, s2rt, s1t},
    {s1t, s1rt, b0t},
    {s0t, s0rt, s0rrt, b0t},
    // distance and number of dependents
    {s0w, dsb},
    {s0t, dsb},
    {b0w, dsb},
    {b0t, dsb},
    {s0t, b0t, dsb},
    {s1w, dss},
    {s1t, dss},
    {s0w, dss},
    {s0t, dss},
    {s1t, s0t, dss},
    {s1t, s0t, b0t, dss},
    {s0w, s0vl},
    {s0t, s0vl},
    {s0w, s0vr},
    {s0t, s0vr},
    {s1w, s1vr},
    {s1t, s1vr},
    {b0w, b0vl},
    {b0t, b0vl},
    {s0t, s0vr, b0t},
    {s1t, s1vr, s0t},
    // neighbours in the text
    {s0t, s0n1t, b0t},
    {s0m1t, s0t, b0t},
    {s1t, s1n1t, s0t}};
inline constexpr std::size_t kTemplateCount = std::size(kTemplates);
using Keys = std::array<uint64_t, kTemplateCount>;

inline void keys(const arc::State& state, Keys& out) {
  std::array<uint64_t, kAtomCount> a;
  const auto look = [&](int node) -> const arc::Look& { return state.look(node); };
  const auto tag = [&](int node) { return state.look(node).tag; };
  const auto relation = [&](int node) { return arc::relation_atom(state.node(node).relation); };
  const auto number = [](uint8_t n) { return kAtoms<AtomKind::kNumber, 16>[n & 15U]; };
  const int s0 = state.stack(0), s1 = state.stack(1), s2 = state.stack(2);
  const int b0 = state.buffer(0), b1 = state.buffer(1), b2 = state.buffer(2);
  const auto put = [&](Atom first, int node) {  // four atoms of a node side by side
    const arc::Look& l = look(node);
    a[first] = l.form, a[first + 1] = l.tag, a[first + 2] = l.cluster, a[first + 3] = l.both;
  };
  put(s0w, s0), put(s1w, s1), put(b0w, b0), put(b1w, b1);
  a[s2w] = look(s2).form, a[s2t] = look(s2).tag, a[s2c] = look(s2).cluster;
  a[b2w] = look(b2).form, a[b2t] = look(b2).tag, a[b2c] = look(b2).cluster;
  a[b3t] = tag(state.buffer(3));
  const arc::Node &n0 = state.node(s0), &n1 = state.node(s1), &nb = state.node(b0);
  a[s0lw] = look(n0.left1).form, a[s0lt] = tag(n0.left1), a[s0ly] = relation(n0.left1);
  a[s0rw] = look(n0.right1).form, a[s0rt] = tag(n0.right1), a[s0ry] = relation(n0.right1);
  a[s0l2t] = tag(n0.left2), a[s0l2y] = relation(n0.left2), a[s0r2t] = tag(n0.right2), a[s0r2y] = relation(n0.right2);
  a[s1lw] = look(n1.left1).form, a[s1lt] = tag(n1.left1), a[s1ly] = relation(n1.left1);
  a[s1rw] = look(n1.right1).form, a[s1rt] = tag(n1.right1), a[s1ry] = relation(n1.right1);
  a[s1l2t] = tag(n1.left2), a[s1r2t] = tag(n1.right2), a[s1r2y] = relation(n1.right2);
  a[b0lw] = look(nb.left1).form, a[b0lt] = tag(nb.left1), a[b0ly] = relation(nb.left1);
  a[b0l2t] = tag(nb.left2), a[b0l2y] = relation(nb.left2);
  a[s2rt] = tag(state.node(s2).right1), a[s0rrt] = tag(state.node(n0.right1).right1);
  a[s0vl] = number(n0.lefts), a[s0vr] = number(n0.rights), a[s1vl] = number(n1.lefts), a[s1vr] = number(n1.rights);
  a[b0vl] = number(nb.lefts);
  a[dsb] = arc::distance_atom(s0, b0), a[dss] = arc::distance_atom(s1, s0);
  a[s0m1t] = tag(s0 > arc::kFirst ? s0 - 1 : arc::kNothing);
  a[s0n1t] = tag(s0 >= arc::kFirst ? s0 + 1 : arc::kNothing);
  a[s1n1t] = tag(s1 >= arc::kFirst ? s1 + 1 : arc::kNothing);
  fill_keys<kTemplates>(a, 0, out);
}

}  // namespace moves

namespace labels {

// h head, d dependent; m1 n1 the words before and after in the text; dl dr hl hr outermost dependents; v number of
// dependents.
enum Atom : uint8_t {
  hw,
  ht,
  hc,
  hp,
  dw,
  dt,
  dc,
  dp,
  dist,
  dm1t,
  dn1t,
  hm1t,
  hn1t,
  dm1w,
  dn1w,
  dlw,
  dlt,
  dly,
  drw,
  drt,
  dry,
  dl2t,
  dl2y,
  hlt,
  hly,
  hrt,
  hry,
  hlw,
  hrw,
  hr2y,
  dvl,
  dvr,
  hvl,
  hvr,
  b1t,
  b1w,
  s1t,
  s2t,
  dlc,
  hl2y,
  kAtomCount
};

inline constexpr Template kTemplates[] = {{hw},
                                          {ht},
                                          {dw},
                                          {dt},
                                          {dc},
                                          {dp},
                                          {hw, dw},
                                          {ht, dt},
                                          {hc, dc},
                                          {hw, dt},
                                          {hc, dt},
                                          {ht, dc},
                                          {ht, dt, dist},
                                          {dist, dt},
                                          {dm1t, dt},
                                          {dn1t, dt},
                                          {dm1w, dt},
                                          {dn1w, dt},
                                          {ht, dt, dm1t},
                                          {ht, dt, dn1t},
                                          {ht, dt, hm1t},
                                          {ht, dt, hn1t},
                                          {dlw, dt},
                                          {dlw, dw},
                                          {hw, dlw},
                                          {ht, dt, dlw},
                                          {hc, dt, dlw},
                                          {ht, dt, dlt},
                                          {ht, dt, dly},
                                          {ht, dt, drt},
                                          {ht, dt, dry},
                                          {drw, dt},
                                          {ht, dt, dl2t},
                                          {dt, dly, dl2y},
                                          {ht, hly, dt},
                                          {ht, hry, dt},
                                          {hw, hly, dt},
                                          {hw, hry, dt},
                                          {ht, hlt, dt},
                                          {ht, hrt, dt},
                                          {ht, hry, hr2y, dt},
                                          {ht, hlw, dt},
                                          {dt, dvl},
                                          {dt, dvr},
                                          {ht, hvl, dt},
                                          {ht, hvr, dt},
                                          {ht, dt, b1t},
                                          {ht, dt, s1t},
                                          {dlw, dly, ht},
                                          {dc, dlw, ht},
                                          {dt, dly, dry},
                                          {ht, hly, hl2y, dt},
                                          {ht, dt, dvl, dvr}};
inline constexpr std::size_t kTemplateCount = std::size(kTemplates);
using Keys = std::array<uint64_t, kTemplateCount>;

// The keys of hanging `dependent` under `head` in this state; to the left when the head is the next word.
inline void keys(const arc::State& state, int head, int dependent, Keys& out) {
  std::array<uint64_t, kAtomCount> a;
  const auto look = [&](int node) -> const arc::Look& { return state.look(node); };
  const auto tag = [&](int node) { return state.look(node).tag; };
  const auto before = [](int node) { return node > arc::kFirst ? node - 1 : arc::kNothing; };
  const auto after = [](int node) { return node >= arc::kFirst ? node + 1 : arc::kNothing; };
  const auto relation = [&](int node) { return arc::relation_atom(state.node(node).relation); };
  const auto number = [](uint8_t n) { return kAtoms<AtomKind::kNumber, 16>[n & 15U]; };
  const bool leftward = head > dependent;
  const arc::Look &h = look(head), &d = look(dependent);
  const arc::Node &hn = state.node(head), &dn = state.node(dependent);
  a[hw] = h.form, a[ht] = h.tag, a[hc] = h.cluster, a[hp] = h.both;
  a[dw] = d.form, a[dt] = d.tag, a[dc] = d.cluster, a[dp] = d.both;
  a[dist] = leftward ? arc::distance_atom(dependent, head) : arc::distance_atom(head, dependent);
  a[dm1t] = tag(before(dependent)), a[dn1t] = tag(after(dependent)), a[hm1t] = tag(before(head)),
  a[hn1t] = tag(after(head));
  a[dm1w] = look(before(dependent)).form, a[dn1w] = look(after(dependent)).form;
  a[dlw] = look(dn.left1).form, a[dlt] = tag(dn.left1), a[dly] = relation(dn.left1), a[dlc] = look(dn.left1).cluster;
  a[drw] = look(dn.right1).form, a[drt] = tag(dn.right1), a[dry] = relation(dn.right1);
  a[dl2t] = tag(dn.left2), a[dl2y] = relation(dn.left2);
  a[hlw] = look(hn.left1).form, a[hlt] = tag(hn.left1), a[hly] = relation(hn.left1), a[hl2y] = relation(hn.left2);
  a[hrw] = look(hn.right1).form, a[hrt] = tag(hn.right1), a[hry] = relation(hn.right1), a[hr2y] = relation(hn.right2);
  a[dvl] = number(dn.lefts), a[dvr] = number(dn.rights), a[hvl] = number(hn.lefts), a[hvr] = number(hn.rights);
  a[b1t] = tag(state.buffer(leftward ? 1 : 0)), a[b1w] = look(state.buffer(leftward ? 1 : 0)).form;
  a[s1t] = tag(state.stack(leftward ? 1 : 2)), a[s2t] = tag(state.stack(leftward ? 2 : 3));
  fill_keys<kTemplates>(a, leftward ? 0x51ed270b76a3ULL : 0xa24baed4963eULL, out);
}

}  // namespace labels
}  // namespace casus::syntax
