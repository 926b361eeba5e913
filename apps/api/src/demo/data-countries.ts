/** Where the people of the demo live: names, cities, legal forms, and phone numbers that reach nobody where a country keeps such. */
export type Country = {
  name: string
  weight: number
  firstNames: string[]
  lastNames: string[]
  cities: string[]
  /** First words of company names. */
  stems: string[]
  forms: string[]
  /** E.164 with `#` for any digit. */
  phones: string[]
}

const words = (text: string) => text.trim().split(/\s*,\s*/)

const english = {
  firstNames:
    words(`James, Olivia, Ethan, Amelia, Noah, Grace, Liam, Chloe, Daniel, Hannah, Marcus, Naomi, Trevor,
    Vanessa, Gareth, Imogen, Callum, Rebecca, Dominic, Tessa, Julian, Alicia, Warren, Bridget, Curtis, Denise`),
  lastNames:
    words(`Carter, Whitfield, Bennett, Okafor, Hughes, Delgado, Marsh, Ellison, Prescott, Nguyen, Brooks,
    Harding, Sinclair, Romero, Vaughn, Kessler, Tran, Abbott, Lockwood, Pierce, Holloway, Chandler, Mercer, Shah`),
}

export const countries: readonly Country[] = [
  {
    name: 'United States',
    weight: 30,
    ...english,
    cities: words(
      'New York, Chicago, Austin, Seattle, Denver, Boston, Atlanta, San Diego, Portland, Nashville',
    ),
    stems:
      words(`Northgate, Bluepeak, Cedarline, Ironbridge, Summit Ridge, Clearwater, Redwood, Lakeshore, Granite,
      Harborview, Silverlake, Brightpath, Stonecrest, Foxglove, Evergreen, Pinecrest, Westbrook, Cobalt, Meridian, Halcyon`),
    forms: ['Inc.', 'LLC', 'Corp.', ''],
    phones: words('212, 312, 512, 206, 617, 303, 404, 619, 503, 615').map((area) => `+1${area}55501##`),
  },
  {
    name: 'Canada',
    weight: 6,
    ...english,
    cities: words('Toronto, Vancouver, Montréal, Calgary, Ottawa'),
    stems: words('Mapleton, Northshore, Laurentian, Prairie, Fraser, Kodiak, Timberline, Birchwood'),
    forms: ['Inc.', 'Ltd.'],
    phones: ['+141655501##', '+160455501##', '+151455501##'],
  },
  {
    name: 'United Kingdom',
    weight: 13,
    ...english,
    cities: words('London, Manchester, Leeds, Bristol, Edinburgh, Birmingham, Cardiff'),
    stems:
      words(`Ashford, Kingsway, Thornbury, Pennine, Wren, Albion, Harrowgate, Seaton, Mayfield, Castlegate,
      Brambley, Oakmere`),
    forms: ['Ltd', 'plc', 'LLP'],
    phones: ['+4420794600##', '+4420794607##'],
  },
  {
    name: 'Germany',
    weight: 11,
    firstNames:
      words(`Anna, Jonas, Lena, Felix, Katharina, Matthias, Sabine, Tobias, Nina, Jürgen, Miriam, Stefan,
      Franziska, Markus, Petra, Sebastian, Claudia, Florian`),
    lastNames:
      words(`Hoffmann, Schäfer, Krüger, Vogel, Brandt, Lehmann, Winter, Kaiser, Seidel, Böhm, Franke, Ziegler,
      Busch, Ebert, Günther, Pohl, Arnold, Reuter`),
    cities: words('Berlin, München, Hamburg, Köln, Stuttgart, Leipzig, Nürnberg'),
    stems: words(
      'Rheintal, Nordlicht, Hansa, Elbtor, Schwarzwald, Isarwerk, Falkenstein, Brandenburger, Lindenhof, Donau',
    ),
    forms: ['GmbH', 'AG', 'GmbH & Co. KG'],
    phones: ['+493023125###'],
  },
  {
    name: 'France',
    weight: 7,
    firstNames:
      words(`Camille, Julien, Élodie, Antoine, Manon, Nicolas, Claire, Mathieu, Sophie, Guillaume, Inès,
      Laurent, Chloé, Olivier`),
    lastNames:
      words(`Lefèvre, Moreau, Girard, Fontaine, Mercier, Blanchard, Rousseau, Chevalier, Perrin, Lambert,
      Gauthier, Renard, Dumas, Colin`),
    cities: words('Paris, Lyon, Toulouse, Nantes, Bordeaux, Lille'),
    stems: words('Aquilon, Beaumont, Rivage, Hautmont, Clairval, Montclair, Belvoir, Solène'),
    forms: ['SAS', 'SA', 'SARL'],
    phones: ['+3319900####'],
  },
  {
    name: 'Spain',
    weight: 5,
    firstNames: words(
      'Lucía, Javier, Carmen, Alejandro, Marta, Diego, Elena, Pablo, Raquel, Sergio, Pilar, Andrés',
    ),
    lastNames: words(
      'Ortega, Navarro, Iglesias, Castillo, Herrera, Molina, Vidal, Serrano, Reyes, Cabrera, Lozano, Prieto',
    ),
    cities: words('Madrid, Barcelona, Valencia, Sevilla, Bilbao'),
    stems: words('Solano, Miraluz, Castellar, Monteverde, Altamar, Ribera, Encina'),
    forms: ['S.L.', 'S.A.'],
    phones: ['+3491555####'],
  },
  {
    name: 'Italy',
    weight: 4,
    firstNames: words(
      'Giulia, Marco, Francesca, Luca, Chiara, Davide, Elisa, Matteo, Paola, Stefano, Sara, Andrea',
    ),
    lastNames: words(
      'Ferrari, Conti, Marchetti, Galli, Bianchi, Rinaldi, Moretti, Barbieri, Fontana, Caruso, Leone, Villa',
    ),
    cities: words('Milano, Torino, Bologna, Roma, Verona'),
    stems: words('Adriatica, Belmonte, Lombarda, Terranova, Montelupo, Serafina'),
    forms: ['S.r.l.', 'S.p.A.'],
    phones: ['+39025550####'],
  },
  {
    name: 'Netherlands',
    weight: 5,
    firstNames: words('Sanne, Daan, Femke, Bram, Lotte, Thijs, Marieke, Ruben, Eva, Jeroen, Anouk, Pieter'),
    lastNames: words(
      'de Vries, Bakker, Visser, Smit, Mulder, van Dijk, Bos, Hendriks, Dekker, Kuipers, Willems, Schouten',
    ),
    cities: words('Amsterdam, Rotterdam, Utrecht, Eindhoven, Den Haag'),
    stems: words('Zuiderpoort, Waterland, Oranjehof, Kanaal, Duinzicht, Noordzee'),
    forms: ['B.V.', 'N.V.'],
    phones: ['+3120555####'],
  },
  {
    name: 'Sweden',
    weight: 3,
    firstNames: words('Elin, Oskar, Maja, Viktor, Astrid, Gustav, Linnea, Henrik, Ebba, Magnus'),
    lastNames: words(
      'Lindqvist, Bergström, Nyström, Sjöberg, Ekman, Holm, Sandberg, Åkesson, Forsberg, Wallin',
    ),
    cities: words('Stockholm, Göteborg, Malmö, Uppsala'),
    stems: words('Norrsken, Fjällberg, Skärgård, Björkdal, Vasaport'),
    forms: ['AB'],
    phones: ['+468465004##', '+46850550###'],
  },
  {
    name: 'Poland',
    weight: 3,
    firstNames: words('Agnieszka, Tomasz, Magdalena, Piotr, Katarzyna, Michał, Zofia, Jakub, Ewa, Marcin'),
    lastNames: words(
      'Nowak, Wiśniewski, Zieliński, Kamiński, Lewandowski, Dąbrowski, Mazur, Krawczyk, Wójcik, Sikora',
    ),
    cities: words('Warszawa, Kraków, Wrocław, Gdańsk, Poznań'),
    stems: words('Wisła, Bursztyn, Sokolnik, Polonez, Karpat'),
    forms: ['Sp. z o.o.', 'S.A.'],
    phones: ['+4822555####'],
  },
  {
    name: 'India',
    weight: 6,
    firstNames: words(
      `Priya, Arjun, Ananya, Vikram, Kavita, Rohan, Meera, Sanjay, Divya, Karthik, Neha, Rahul`,
    ),
    lastNames: words(
      'Sharma, Iyer, Patel, Reddy, Kapoor, Menon, Banerjee, Desai, Nair, Malhotra, Rao, Joshi',
    ),
    cities: words('Bengaluru, Mumbai, Pune, Hyderabad, Chennai, New Delhi'),
    stems: words('Indus, Vaayu, Deccan, Sarvam, Lotus, Aravalli, Kaveri, Nilgiri'),
    forms: ['Pvt. Ltd.', 'Ltd.'],
    phones: ['+91225550####'],
  },
  {
    name: 'Australia',
    weight: 4,
    ...english,
    cities: words('Sydney, Melbourne, Brisbane, Perth, Adelaide'),
    stems: words('Kestrel, Wattle, Banksia, Southern Cross, Coral Bay, Murray'),
    forms: ['Pty Ltd'],
    phones: ['+6125550####'],
  },
  {
    name: 'Brazil',
    weight: 3,
    firstNames: words('Beatriz, Thiago, Camila, Rafael, Juliana, Bruno, Larissa, Gustavo, Fernanda, Leandro'),
    lastNames: words(
      'Carvalho, Almeida, Barbosa, Teixeira, Moraes, Cardoso, Rocha, Azevedo, Nogueira, Pacheco',
    ),
    cities: words('São Paulo, Rio de Janeiro, Curitiba, Belo Horizonte, Recife'),
    stems: words('Ipanema, Jacarandá, Aurora, Mantiqueira, Guará'),
    forms: ['Ltda.', 'S.A.'],
    phones: ['+55115550####'],
  },
]
