/// Invented companies and their people, as varied as a customer base is, the same every time.
struct InventedCompanies {
  /// The name of the company with a number: its trade, its founder, its town.
  static func name(_ number: Int) -> String {
    "\(trades[number % trades.count]) \(founder(number)) \(town(number))"
  }

  /// Whom the company with a number is named after.
  static func founder(_ number: Int) -> String { founders[number / trades.count % founders.count] }

  /// Where the company with a number is.
  static func town(_ number: Int) -> String {
    let round = number / (trades.count * founders.count)
    return towns[round % towns.count]
  }

  /// The domain of the company with a number.
  static func domain(_ number: Int) -> String {
    "\(plain(founder(number)))-\(plain(town(number)))-\(number % trades.count).example"
  }

  /// The name of a person of the company with a number.
  static func person(_ number: Int) -> String {
    "\(firstNames[number * 7 % firstNames.count]) \(founders[number * 31 % founders.count])"
  }

  /// That person's address.
  static func email(_ number: Int) -> String {
    "\(person(number).split(separator: " ").map(plain).joined(separator: "."))@\(domain(number))"
  }

  /// A name without accents, in small letters, as domains have it.
  private static func plain(_ name: some StringProtocol) -> String {
    let accents: [Character: String] = ["é": "e", "è": "e", "ê": "e", "ç": "c", "ô": "o", "ï": "i", "â": "a", "û": "u"]
    return name.lowercased().map { accents[$0] ?? ($0.isLetter ? String($0) : "-") }.joined()
  }

  private static func list(_ text: String) -> [String] { text.split(separator: ",").map(String.init) }

  private static let trades = list(
    "Bureau d'Études,Ingénierie,Structures,Charpentes,Constructions Métalliques,Béton Armé,Atelier d'Architecture,"
      + "Cabinet,Société,Groupe,Entreprise,Maçonnerie,Ossature Bois,Ponts et Ouvrages,Acier Conseil,Génie Civil,"
      + "Économistes,Façades,Couverture,Études Techniques")

  private static let founders = list(
    "Martin,Bernard,Thomas,Petit,Robert,Richard,Durand,Dubois,Moreau,Laurent,Simon,Michel,Lefèbvre,Leroy,Roux,David,"
      + "Bertrand,Morel,Fournier,Girard,Bonnet,Dupont,Lambert,Fontaine,Rousseau,Vincent,Müller,Lefèvre,Faure,André,"
      + "Mercier,Blanc,Guérin,Boyer,Garnier,Chevalier,François,Legrand,Gauthier,Garcia,Perrin,Robin,Clément,Morin,"
      + "Nicolas,Henry,Roussel,Mathieu,Gautier,Masson,Marchand,Duval,Denis,Dumont,Marie,Lemaire,Noël,Meyer,Dufour,"
      + "Meunier,Brun,Blanchard,Giraud,Joly,Rivière,Lucas,Brunet,Gaillard,Barbier,Arnaud,Martinez,Gérard,Roche,"
      + "Renard,Schmitt,Roy,Leroux,Colin,Vidal,Caron,Picard,Roger,Fabre,Aubert,Lemoine,Renaud,Dumas,Lacroix,Olivier,"
      + "Philippe,Bourgeois,Pierre,Benoît,Rey,Leclerc,Payet,Rolland,Leclercq,Guillaume,Lecomte")

  private static let towns = list(
    "Lyon,Marseille,Toulouse,Nice,Nantes,Strasbourg,Montpellier,Bordeaux,Lille,Rennes,Reims,Toulon,Grenoble,Dijon,"
      + "Angers,Nîmes,Villeurbanne,Clermont,Le Mans,Aix,Brest,Tours,Amiens,Limoges,Annecy,Perpignan,Besançon,Metz,"
      + "Orléans,Rouen,Mulhouse,Caen,Nancy,Argenteuil,Montreuil,Roubaix,Tourcoing,Dunkerque,Avignon,Poitiers,Créteil,"
      + "Pau,Versailles,Colmar,Calais,Béziers,Quimper,Valence,Chambéry,Lorient")

  private static let firstNames = list(
    "Claire,Jean,Marie,Pierre,Sophie,Luc,Hélène,Paul,Julie,Marc,Élodie,Hugo,Camille,Louis,Inès,Adèle,Noé,Zoé")
}
