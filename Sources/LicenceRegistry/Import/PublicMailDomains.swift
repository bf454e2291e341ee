/// Domains under which anybody can have an address.
///
/// A catalogue lists its own under `publicMailDomains`; these are the usual ones, to warn where none is listed.
enum PublicMailDomains {
  static let usual: Set<String> = [
    "gmail.com", "googlemail.com", "outlook.com", "outlook.fr", "hotmail.com", "hotmail.fr", "live.com", "live.fr",
    "msn.com", "yahoo.com", "yahoo.fr", "ymail.com", "icloud.com", "me.com", "mac.com", "aol.com", "aol.fr", "gmx.com",
    "gmx.fr", "gmx.net", "gmx.de", "web.de", "mail.com", "protonmail.com", "proton.me", "orange.fr", "wanadoo.fr",
    "free.fr",
    "sfr.fr", "neuf.fr", "bbox.fr", "laposte.net", "numericable.fr", "club-internet.fr", "voila.fr", "skynet.be",
    "bluewin.ch", "videotron.ca", "yandex.com", "yandex.ru", "mail.ru", "qq.com", "163.com",
  ]
}
