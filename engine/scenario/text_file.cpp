#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "document.hpp"

namespace kaldor::input {
namespace {

/// Files above this size that are none of ours are not worth the parser's time.
constexpr std::size_t kLargeFile = std::size_t{1} << 20;

/// Closes what it opened.
class Descriptor {
public:
  explicit Descriptor(const char* path) : number_(::open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

private:
  int number_;
};

std::string kind_of(mode_t mode) {
  if (S_ISDIR(mode)) return "a directory";
  if (S_ISFIFO(mode)) return "a pipe";
  if (S_ISCHR(mode) || S_ISBLK(mode)) return "a device";
  return "a special file";
}

std::string read_bytes(const Descriptor& file, const Place& place) {
  std::string text;
  char buffer[1 << 16];
  for (;;) {
    const ssize_t got = ::read(file.number(), buffer, sizeof buffer);
    if (got == 0) return text;
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) refuse(place, "", "a readable file", std::strerror(errno));
    text.append(buffer, static_cast<std::size_t>(got));
    if (text.size() > kFileBytesHigh) refuse(place, "", "a file of at most 64 MiB", "a larger one");
  }
}

/// Bytes of the UTF-8 character that begins at `at`; 0 if none does.
std::size_t character_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
  };
  const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  const unsigned lead = byte(at), second = byte(at + 1);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return tail(at + 1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const bool overlong = lead == 0xE0 && second < 0xA0, surrogate = lead == 0xED && second > 0x9F;
    return tail(at + 1) && tail(at + 2) && !overlong && !surrogate ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const bool overlong = lead == 0xF0 && second < 0x90, beyond = lead == 0xF4 && second > 0x8F;
    return tail(at + 1) && tail(at + 2) && tail(at + 3) && !overlong && !beyond ? 4 : 0;
  }
  return 0;
}

/// yaml-cpp takes some control characters for the end of the file and a lone carriage return for a line break.
bool allowed(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c == '\r') return at + 1 < text.size() && text[at + 1] == '\n';
  return c == '\t' || c == '\n' || (c >= 0x20 && c != 0x7F);
}

bool opens_structure(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '-') return at + 1 >= text.size() || text[at + 1] == ' ' || text[at + 1] == '\n' || text[at + 1] == '\t';
  return c != '\0' && std::strchr("[]{},?:\"'&*!|>#%", c) != nullptr;
}

}  // namespace

void check_text(const SourcePtr& source) {
  const std::string& text = source->text;
  Place place{source, 1, 0};
  std::size_t marks = 0;
  while (place.offset < text.size()) {
    const std::size_t length = character_length(text, place.offset);
    if (length == 0) refuse(place, "", "UTF-8 text", "a byte that is not");
    if (!allowed(text, place.offset)) refuse(place, "", "text", "a control character");
    if (opens_structure(text, place.offset) && ++marks > kMarksHigh) {
      refuse(place, "", "at most " + std::to_string(kMarksHigh) + " punctuation marks of YAML", "more");
    }
    if (text[place.offset] == '\n') ++place.line;
    place.offset += length;
  }
}

SourcePtr read_source(const std::filesystem::path& path) {
  auto source = std::make_shared<Source>();
  source->name = path.string();
  const Place place{source, 0, 0};
  if (source->name.find('\0') != std::string::npos) refuse(place, "", "a file name", "one with a NUL character");
  const Descriptor file(source->name.c_str());
  struct stat status{};
  if (file.number() < 0 || ::fstat(file.number(), &status) != 0) {
    refuse(place, "", "a readable file", std::strerror(errno));
  }
  if (!S_ISREG(status.st_mode)) refuse(place, "", "a regular file", kind_of(status.st_mode));
  if (static_cast<std::size_t>(status.st_size) > kFileBytesHigh) {
    refuse(place, "", "a file of at most 64 MiB", std::to_string(status.st_size) + " bytes");
  }
  source->text = read_bytes(file, place);
  if (source->text.rfind("\xEF\xBB\xBF", 0) == 0) source->text.erase(0, 3);
  check_text(source);
  if (source->text.size() > kLargeFile && source->text.find("kaldor") == std::string::npos) {
    refuse({source, 1, 0}, "kaldor", "the line `kaldor: 1`", "a file without it");
  }
  return source;
}

}  // namespace kaldor::input
