extension Migration {
  /// The records of catalogue files (DESIGN, section 3), one table a kind with the kind's fields as columns.
  ///
  /// Lists are JSON arrays and days are `YYYY-MM-DD`, so that the file can be read with any SQLite tool. A column `key` is
  /// the form by which a written key is compared; references hold that form.
  static let records = Migration(
    name: "records",
    sql: """
      CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;

      CREATE TABLE registry_state (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        catalogue_revision INTEGER NOT NULL
      ) STRICT;
      INSERT INTO registry_state VALUES (1, 1);

      CREATE TABLE vendors (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, escalation TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE programmes (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, definition TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE products (
        id TEXT PRIMARY KEY,
        vendor TEXT NOT NULL REFERENCES vendors DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL, aliases TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE releases (
        product TEXT NOT NULL REFERENCES products DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL, sequence INTEGER NOT NULL, released TEXT, preview INTEGER NOT NULL CHECK (preview IN (0, 1)),
        endOfSupport TEXT, aliases TEXT NOT NULL, internal TEXT NOT NULL, builds TEXT NOT NULL, source TEXT,
        PRIMARY KEY (product, name)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE updates (
        product TEXT NOT NULL, release TEXT NOT NULL, name TEXT NOT NULL, sequence INTEGER NOT NULL, released TEXT,
        aliases TEXT NOT NULL, builds TEXT NOT NULL, source TEXT,
        PRIMARY KEY (product, release, name),
        FOREIGN KEY (product, release) REFERENCES releases DEFERRABLE INITIALLY DEFERRED
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE advisories (
        key TEXT PRIMARY KEY, id TEXT NOT NULL,
        product TEXT NOT NULL REFERENCES products DEFERRABLE INITIALLY DEFERRED,
        definition TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE publicMailDomains (domain TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

      CREATE TABLE customers (
        key TEXT PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, country TEXT, locale TEXT, domains TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      -- The domains of customers one by one, to be found by; kept by the triggers below.
      CREATE TABLE customer_domain (
        domain TEXT NOT NULL, customer TEXT NOT NULL, PRIMARY KEY (domain, customer)
      ) STRICT, WITHOUT ROWID;
      CREATE TRIGGER customer_added AFTER INSERT ON customers BEGIN
        INSERT OR IGNORE INTO customer_domain SELECT value, NEW.key FROM json_each(NEW.domains);
      END;
      CREATE TRIGGER customer_changed AFTER UPDATE OF domains ON customers BEGIN
        DELETE FROM customer_domain WHERE customer = OLD.key
          AND domain IN (SELECT value FROM json_each(OLD.domains));
        INSERT OR IGNORE INTO customer_domain SELECT value, NEW.key FROM json_each(NEW.domains);
      END;
      CREATE TRIGGER customer_removed AFTER DELETE ON customers BEGIN
        DELETE FROM customer_domain WHERE customer = OLD.key
          AND domain IN (SELECT value FROM json_each(OLD.domains));
      END;

      CREATE TABLE contacts (
        customer TEXT NOT NULL REFERENCES customers DEFERRABLE INITIALLY DEFERRED,
        key TEXT NOT NULL, email TEXT NOT NULL, name TEXT,
        mayReceiveCodes INTEGER NOT NULL CHECK (mayReceiveCodes IN (0, 1)), locale TEXT,
        PRIMARY KEY (customer, key)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX contact_by_key ON contacts (key);

      CREATE TABLE contracts (
        key TEXT PRIMARY KEY, number TEXT NOT NULL,
        customer TEXT NOT NULL REFERENCES customers DEFERRABLE INITIALLY DEFERRED,
        programme TEXT NOT NULL REFERENCES programmes DEFERRABLE INITIALLY DEFERRED,
        starts TEXT NOT NULL, ends TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('active', 'suspended', 'terminated')), terminatedOn TEXT
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX contract_by_customer ON contracts (customer);

      CREATE TABLE entitlements (
        contract TEXT NOT NULL REFERENCES contracts DEFERRABLE INITIALLY DEFERRED,
        product TEXT NOT NULL REFERENCES products DEFERRABLE INITIALLY DEFERRED,
        line INTEGER NOT NULL, releases TEXT NOT NULL, seats INTEGER,
        PRIMARY KEY (contract, product, line)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE licences (
        key TEXT PRIMARY KEY, code TEXT NOT NULL,
        contract TEXT NOT NULL REFERENCES contracts DEFERRABLE INITIALLY DEFERRED,
        product TEXT NOT NULL, release TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('standalone', 'network')), seats INTEGER,
        state TEXT NOT NULL CHECK (state IN ('active', 'revoked', 'replaced')), issued TEXT,
        FOREIGN KEY (product, release) REFERENCES releases DEFERRABLE INITIALLY DEFERRED
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX licence_by_contract ON licences (contract);
      """ + revisionTriggers)

  /// Any change of what a product catalogue is made of, by whatever tool, gives it a new revision.
  private static var revisionTriggers: String {
    let kinds = ["vendors", "programmes", "products", "releases", "updates", "advisories", "publicMailDomains"]
    return kinds.flatMap { table in
      ["INSERT", "UPDATE", "DELETE"].map { event in
        """

        CREATE TRIGGER \(table)_revision_\(event.lowercased()) AFTER \(event) ON \(table) BEGIN
          UPDATE registry_state SET catalogue_revision = catalogue_revision + 1 WHERE id = 1;
        END;
        """
      }
    }.joined()
  }
}
