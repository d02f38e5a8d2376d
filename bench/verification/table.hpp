/// Figures of the verification beside their bars, as lines for programs or as a page.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdio>
#include <string>
#include <vector>

namespace lantian::bench {

/// One shape carried once around, beside the peers' L2.
struct CarriedRow {
  std::string what, scheme;
  double l1, l2, largest, least, most, cmaq, hord8, hord10;
};

class Table {
 public:
  void add(std::string name, double value, double most) {
    rows_.push_back({std::move(name), value, "<=", most});
  }
  void add_at_least(std::string name, double value, double least) {
    rows_.push_back({std::move(name), value, ">=", least});
  }
  /// A figure without a bar.
  void note(std::string name, double value) { rows_.push_back({std::move(name), value, "", 0.0}); }
  void add_carried(CarriedRow row) { carried_.push_back(std::move(row)); }

  void print(bool markdown) const {
    if (markdown)
      print_page();
    else
      for (const Row& r : rows_)
        std::printf("%s %.6g 1 %s %s\n", r.name.c_str(), r.value, r.bar().c_str(), r.verdict());
  }

 private:
  struct Row {
    std::string name;
    double value;
    const char* relation;
    double limit;

    bool has_bar() const { return *relation != '\0'; }
    std::string bar() const {
      char text[40];
      std::snprintf(text, sizeof text, "%s%g", relation, limit);
      return has_bar() ? text : "-";
    }
    const char* verdict() const {
      if (!has_bar()) return "noted";
      return (*relation == '<' ? value <= limit : value >= limit) ? "held" : "short";
    }
  };

  void print_page() const {
    std::puts(
        "| test | scheme | L1 | L2 | Linf | least | most | CMAQ L2 | hord 8 L2 | hord 10 L2 |\n"
        "|---|---|---|---|---|---|---|---|---|---|");
    for (const CarriedRow& r : carried_)
      std::printf("| %s | %s | %.4f | %.4f | %.3f | %.0e | %.3f | %.4f | %.4f | %.4f |\n", r.what.c_str(),
                  r.scheme.c_str(), r.l1, r.l2, r.largest, r.least, r.most, r.cmaq, r.hord8, r.hord10);
    std::puts("\n| figure | value | bar | |\n|---|---|---|---|");
    for (const Row& r : rows_)
      std::printf("| %s | %.4g | %s | %s |\n", r.name.c_str(), r.value, r.bar().c_str(), r.verdict());
  }

  std::vector<Row> rows_;
  std::vector<CarriedRow> carried_;
};

}  // namespace lantian::bench
