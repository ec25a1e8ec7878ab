"""What do people of the two made-up councils call a service when they do not know its name?"""

from __future__ import annotations

from collections.abc import Mapping

_BENEFITS = "housing benefit, rent help, benefit decision, overpayment, council tax reduction, council tax support"
_TAX = "council tax bill, council tax band, direct debit, single person discount, bailiff, reminder letter, arrears"
_PLANNING = "planning permission, extension, planning officer, neighbour's building, conservatory, tree preservation"
_ENFORCEMENT = "built without permission, illegal building, breach of planning, unauthorised works"

OTHER_NAMES: Mapping[str, Mapping[str, str]] = {
    "dartford": {
        "home-repairs": "boiler, heating, hot water, damp, mould, leak, leaking roof, broken window, plumber, "
        "electrician, repair appointment",
        "tenancy-and-estates": "rent, tenancy, neighbours, anti-social behaviour, estate, communal area, lift, "
        "caretaker",
        "housing-register": "council house, waiting list, bidding, points, transfer, home swap, mutual exchange",
        "homelessness": "homeless, evicted, eviction, sleeping rough, nowhere to live, temporary accommodation, hostel",
        "waste-and-recycling": "bin, missed bin, missed collection, rubbish, refuse, dustmen, bin men, garden waste, "
        "bulky waste, black bags, food caddy",
        "street-cleaning": "litter, fly tipping, dumped rubbish, dog mess, dog fouling, dog poo, graffiti, needles, "
        "road sweeping",
        "parks": "park, playground, swings, play area, trees, grass cutting, hedge, allotment, cemetery, "
        "football pitch",
        "leisure-centre": "swimming pool, swimming lessons, gym, membership, sports hall, changing rooms",
        "planning-applications": _PLANNING,
        "planning-enforcement": _ENFORCEMENT,
        "noise": "noisy neighbours, loud music, barking dog, smoke, bonfire, smell, pests, rats, pollution",
        "food-and-licensing": "restaurant, takeaway, food poisoning, hygiene rating, taxi licence, alcohol licence, "
        "pub",
        "parking": "parking ticket, penalty charge, fine, pcn, permit, car park, residents' parking, blue badge bay",
        "council-tax": _TAX,
        "benefits": _BENEFITS,
        "contact-centre": "phone, call, waiting on hold, nobody answered, switchboard, front desk, civic centre, "
        "receptionist",
        "information-requests": "freedom of information, foi, subject access, sar, my data, personal data, data breach",
    },
    "kings-lynn": {
        "refuse": "bin, missed bin, rubbish, dustmen, bin men, brown bin, garden waste, bulky waste, food caddy",
        "street-cleansing": "litter, fly tipping, dumped rubbish, dog mess, dog fouling, graffiti, road sweeping",
        "car-parks": "parking ticket, penalty charge, fine, pcn, permit, pay and display, parking machine",
        "coast": "beach, promenade, seafront, coast path, lifeguard, beach hut, Hunstanton",
        "open-spaces": "park, playground, swings, play area, trees, grass cutting, hedge, cemetery, crematorium",
        "leisure": "swimming pool, swimming lessons, gym, membership, sports hall, changing rooms",
        "housing-options": "homeless, evicted, eviction, sleeping rough, nowhere to live, waiting list, bidding, "
        "housing register",
        "temporary-homes": "temporary accommodation, hostel, bed and breakfast, emergency housing",
        "council-lettings": "rent, landlord, tenancy, repairs, damp, mould, boiler, heating",
        "planning": _PLANNING,
        "planning-enforcement": _ENFORCEMENT,
        "noise-and-air": "noisy neighbours, loud music, barking dog, bonfire, pollution, rats, pests",
        "food-hygiene": "restaurant, takeaway, food poisoning, hygiene rating, kitchen",
        "council-tax": _TAX,
        "benefits": _BENEFITS,
        "information-centre": "phone, call, waiting on hold, nobody answered, switchboard, front desk, receptionist",
    },
}
