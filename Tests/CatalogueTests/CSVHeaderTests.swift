import Catalogue
import Formats
import Licensing
import Testing

/// The kind of a CSV file, told by its header in French or in English.
@Suite struct CSVHeaderTests {
  @Test(arguments: [
    (RecordKind.product, "id;vendor;name;aliases", "d;v;Design;AD|Design", #"d,v,Design,["AD","Design"]"#),
    (.product, "identifiant;éditeur;désignation;autres noms", "d;v;Design;", "d,v,Design,[]"),
    (.product, "Code produit;Fournisseur;Nom", "d;v;Design", "d,v,Design,[]"),
    (
      .release, "product;name;sequence;released;preview;aliases;internal;builds;endOfSupport;source",
      "d;2026;3;2025-05-20;no;26;R26|26.0;26.0.4;2028-05-20;a page",
      #"d,2026,3,2025-05-20,0,2028-05-20,["26"],["R26","26.0"],["26.0.4"],a page"#
    ),
    (
      .release,
      "Produit;Version;Rang;Date de sortie;Préversion;Alias;Versions internes;Compilations;Fin de support;Origine",
      "d;2027;4;;oui;;;;31/12/2029;", "d,2027,4,,1,2029-12-31,[],[],[],"
    ),
    (
      .update, "product;release;name;released;aliases;builds", "d;2026;2026.1;2025-11-04;2026 SP1;26.1.0.22",
      #"d,2026,2026.1,0,2025-11-04,["2026 SP1"],["26.1.0.22"],"#
    ),
    (
      .update, "logiciel;version;mise à jour;sortie le", "d;2026;2026.1;31/12/2025", "d,2026,2026.1,0,2025-12-31,[],[],"
    ),
    (
      .customer, "id;name;country;locale;domains", "C-1;Martin;FR;fr;a.example|@B.example",
      #"c-1,C-1,Martin,FR,fr,["a.example","b.example"]"#
    ),
    (.customer, "Code client;Raison sociale;Pays;Langue;Domaines mail", "C-1;Martin;FR;fr;", "c-1,C-1,Martin,FR,fr,[]"),
    (
      .contract, "N° de contrat;No client;Programme;Date du début;Date de la fin", "GA-1;C-1;p;01/02/2025;31/12/2025",
      "ga-1,GA-1,C-1,p,2025-02-01,2025-12-31,active,"
    ),
    (
      .contract, "Nº contrat;N° du client;Programme;Début;Fin", "GA-1;C-1;p;01/02/2025;31/12/2025",
      "ga-1,GA-1,C-1,p,2025-02-01,2025-12-31,active,"
    ),
    (.customer, "N° client;Société", "C-1;Martin", "c-1,C-1,Martin,,,[]"),
    (
      .contact, "customer;email;name;mayReceiveCodes;locale", "C-1;A@b.example;Anna;yes;fr",
      "C-1,a@b.example,A@b.example,Anna,1,fr"
    ),
    (
      .contact, "client;adresse e-mail;nom complet;reçoit les codes;langue", "C-1;a@b.example;Anna;NON;",
      "C-1,a@b.example,a@b.example,Anna,0,"
    ),
    (.contact, "client;courriel", "C-1;a@b.example", "C-1,a@b.example,a@b.example,,0,"),
    (
      .contract, "number;customer;programme;starts;ends;status;terminatedOn",
      "GA-1;C-1;p;2025-01-01;2025-12-31;terminated;2025-06-01",
      "ga-1,GA-1,C-1,p,2025-01-01,2025-12-31,terminated,2025-06-01"
    ),
    (
      .contract, "numéro;client;programme;début;fin;statut;résilié le",
      "GA-1;C-1;p;01/02/2025;31/12/2025;résilié;30/06/2025",
      "ga-1,GA-1,C-1,p,2025-02-01,2025-12-31,terminated,2025-06-30"
    ),
    (
      .contract, "N° contrat;N° client;Programme;Du;Au;État", "GA-1;C-1;p;01/02/2025;31/12/2025;Suspendu",
      "ga-1,GA-1,C-1,p,2025-02-01,2025-12-31,suspended,"
    ),
    (
      .contract, "numéro de contrat;client;programme;date de début;date d’échéance", "GA-1;C-1;p;01/02/2025;31/12/2025",
      "ga-1,GA-1,C-1,p,2025-02-01,2025-12-31,active,"
    ),
    (
      .entitlement, "contract;product;releases;line;seats", "GA-1;d;2024|2025;2;1 234",
      "GA-1,d,2,2024|2025,1234"
    ),
    (.entitlement, "contrat;produit;versions;ligne;postes", "GA-1;d;dernière;;3", "GA-1,d,1,latest,3"),
    (
      .licence, "code;contract;product;release;kind;seats;state;issued",
      "0421-7F3K;GA-1;d;2025;network;5;revoked;2024-06-20",
      "04217F3K,0421-7F3K,GA-1,d,2025,network,5,revoked,2024-06-20"
    ),
    (
      .licence, "code licence;contrat;produit;version;type;postes;état;émise le",
      "0421-7F3K;GA-1;d;2025;Monoposte;1;Remplacée;20/06/2024",
      "04217F3K,0421-7F3K,GA-1,d,2025,standalone,1,replaced,2024-06-20"
    ),
    (.licence, "N° de série;contrat;produit;version", "0042;GA-1;d;2025", "0042,0042,GA-1,d,2025,standalone,,active,"),
  ])
  func `A header tells the kind, a row the values`(
    _ kind: RecordKind, _ header: String, _ row: String, _ values: String
  ) throws {
    let reading = try Reading(csv: "\(header)\r\n\(row)\r\n")
    #expect(reading.lines == [])
    #expect(reading.records.map(\.record.kind) == [kind])
    #expect(reading.values?.map(\.description).joined(separator: ",") == values)
  }

  @Test(arguments: [
    "ID;NAME", " id ; name ", "\"id\";\"name\"", "\u{FEFF}id;name", "sep=;\r\nId;Name;;;", "id;nom",
    "Identifiant\t;Nom",
    "\"id\r\n\";\"raison\nsociale\"", "i\u{64};name", "id;name\u{A0}",
  ])
  func `Case, spaces, quotes and empty columns of a header do not count`(_ header: String) throws {
    let reading = try Reading(csv: "\(header)\r\nC-1;Martin\r\n")
    #expect(reading.lines == [])
    #expect(reading.values?.first == .text("c-1"))
  }

  @Test func `Columns may stand in any order`() throws {
    let reading = try Reading(csv: "fin;postes du client;client\r\n")
    #expect(reading.records.isEmpty)
    let contract = try Reading(csv: "fin;programme;numéro;début;client\r\n31/12/2025;p;GA-1;01/02/2025;C-1\r\n")
    #expect(contract.values?[1] == .text("GA-1"))
    #expect(contract.values?[5] == .text("2025-12-31"))
  }

  @Test func `A missing column names the nearest kind and what it lacks`() throws {
    let reading = try Reading(csv: "numéro;client;programme;début\r\nGA-1;C-1;p;2025-01-01\r\n")
    #expect(reading.lines == ["1:1: the header fits no kind of record; nearest: contracts, without ends"])
    #expect(
      reading.problems.first?.hint?.en
        == "columns of contracts: number*, customer*, programme*, starts*, ends*, status, terminatedOn (* required); a mapping file (--map) names other titles"
    )
    #expect(reading.records.isEmpty)
  }

  @Test func `Every unknown column is told at its place`() throws {
    let reading = try Reading(csv: "id;couleur;name;\"taille\"\r\nC-1;bleu;Martin;4\r\n")
    #expect(
      reading.lines == ["1:4: customers: unknown column 'couleur'", "1:17: customers: unknown column 'taille'"])
    // What stands in the known ones is read, so that everything that is wrong shows at once.
    #expect(reading.records.map(\.record.label) == ["C-1"])
  }

  @Test func `A column that stands twice is told`() throws {
    let reading = try Reading(csv: "id;name;name\r\nC-1;Martin;Dupont\r\n")
    #expect(reading.lines == ["1:9: customers: the column 'name' stands twice: 'name' is the same field"])
  }

  @Test func `Ragged rows of a small file are told one by one`() throws {
    let reading = try Reading(csv: "id,name,country\r\nA\r\nB,b,FR,extra\r\n")
    #expect(
      reading.lines == [
        "2:1: customers.name: missing: a value is required", "3:8: customers: more cells than the header has columns",
      ])
  }

  @Test func `What a file does not state is known`() throws {
    let reading = try Reading(csv: "number;customer;programme;starts;ends\r\nGA-1;C-1;p;2025-01-01;2025-12-31\r\n")
    #expect(reading.missingFields == ["status", "terminatedOn"])
    let updates = try Reading(csv: "product;release;name\r\nd;2026;2026.1\r\n")
    #expect(updates.missingFields == ["sequence", "released", "aliases", "builds", "source"])
  }

  @Test(arguments: ["", "\r\n\r\n", " \r\n;;;\r\n", "\u{FEFF}"])
  func `An empty file is one problem`(_ text: String) throws {
    let reading = try Reading(csv: text)
    #expect(reading.problems.count == 1)
    #expect(reading.records.isEmpty)
  }

  @Test func `A header without rows holds nothing and is no problem`() throws {
    let reading = try Reading(csv: "id;name\r\n")
    #expect(reading.lines == [])
    #expect(reading.records.isEmpty)
  }
}
