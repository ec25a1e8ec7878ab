"""Which made-up people work at the two councils, in which department and which role?

Every name is invented. E-mail addresses end in ``.example``, which no mail can reach, and telephone
numbers come from the range that Ofcom keeps for drama.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ServiceOf:
    """A service: its slug, its name, who provides it, and whether the council is a landlord in it."""

    slug: str
    name: str
    provider_kind: str = "council"
    provider_name: str = ""
    landlord: str = "no"


@dataclass(frozen=True, slots=True)
class DepartmentOf:
    """A department of a directorate, with its services. ``lead`` investigates and answers at Stage One."""

    slug: str
    name: str
    lead: str
    services: tuple[ServiceOf, ...]


@dataclass(frozen=True, slots=True)
class DirectorateOf:
    """A directorate, and the departments in it."""

    slug: str
    name: str
    departments: tuple[DepartmentOf, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """Someone who works there. ``who`` is the name before the @; a role held in a department reaches only that."""

    who: str
    name: str
    job_title: str
    roles: tuple[str, ...]
    department: str = ""
    directorate: str = ""
    line_manager: str = ""
    expertise: tuple[str, ...] = ()  # what they are trained in, as the policy names it


@dataclass(frozen=True, slots=True)
class TownHall:
    """Everyone and everything of one council. ``desk`` logs what comes in; ``central`` is the team around it."""

    council: str
    domain: str
    telephone: int
    desk: str
    central: tuple[str, str]
    directorates: tuple[DirectorateOf, ...]
    members: tuple[Member, ...]
    cover: tuple[str, str, str] = ("", "", "")  # who is away, who stands in, and why

    def around(self, service: str) -> list[str]:
        """Who else works for a service: those of its department and of its directorate."""
        for directorate in self.directorates:
            for department in directorate.departments:
                if any(each.slug == service for each in department.services):
                    places = {department.slug, directorate.slug}
                    return [one.who for one in self.members if places & {one.department, one.directorate}]
        return []

    def lead_of(self, service: str) -> str:
        """Who investigates complaints about a service at Stage One."""
        return next(
            department.lead
            for directorate in self.directorates
            for department in directorate.departments
            if any(each.slug == service for each in department.services)
        )


DARTFORD = TownHall(
    council="dartford",
    domain="dartford.example",
    telephone=960100,
    desk="priya.raman",
    central=("corporate-services", "Corporate Services"),
    directorates=(
        DirectorateOf(
            "homes-and-neighbourhoods",
            "Homes and Neighbourhoods",
            (
                DepartmentOf(
                    "housing",
                    "Housing",
                    "gareth.pugh",
                    (
                        ServiceOf("home-repairs", "Repairs to council homes", landlord="yes"),
                        ServiceOf("tenancy-and-estates", "Tenancies and estates", landlord="yes"),
                        ServiceOf("housing-register", "Housing register and transfers", landlord="overlap"),
                        ServiceOf("homelessness", "Homelessness and housing advice"),
                    ),
                ),
                DepartmentOf(
                    "waste",
                    "Waste and Street Scene",
                    "sandra.whitlock",
                    (
                        ServiceOf(
                            "waste-and-recycling", "Bins and recycling", "contractor", "Cleanway Thameside"
                        ),
                        ServiceOf("street-cleaning", "Street cleaning", "contractor", "Cleanway Thameside"),
                    ),
                ),
                DepartmentOf(
                    "parks",
                    "Parks and Leisure",
                    "beth.colley",
                    (
                        ServiceOf("parks", "Parks and open spaces"),
                        ServiceOf("leisure-centre", "Leisure centre", "partner", "Darent Leisure Trust"),
                    ),
                ),
            ),
        ),
        DirectorateOf(
            "planning-and-public-protection",
            "Planning and Public Protection",
            (
                DepartmentOf(
                    "planning",
                    "Planning",
                    "imran.qureshi",
                    (
                        ServiceOf("planning-applications", "Planning applications"),
                        ServiceOf("planning-enforcement", "Planning enforcement"),
                    ),
                ),
                DepartmentOf(
                    "environmental-health",
                    "Environmental Health",
                    "aoife.brennan",
                    (
                        ServiceOf("noise", "Noise and nuisance"),
                        ServiceOf("food-and-licensing", "Food safety and licensing"),
                    ),
                ),
                DepartmentOf("parking", "Parking", "darren.kemp", (ServiceOf("parking", "Parking and permits"),)),
            ),
        ),
        DirectorateOf(
            "finance-and-customers",
            "Finance and Customers",
            (
                DepartmentOf(
                    "revenues",
                    "Council Tax and Benefits",
                    "winston.clarke",
                    (
                        ServiceOf("council-tax", "Council Tax"),
                        ServiceOf("benefits", "Housing Benefit and Council Tax Reduction"),
                    ),
                ),
                DepartmentOf(
                    "customers",
                    "Customer Services",
                    "rosalind.peck",
                    (
                        ServiceOf("contact-centre", "Telephones and reception"),
                        ServiceOf("information-requests", "Requests for information"),
                    ),
                ),
            ),
        ),
    ),
    members=(
        Member("priya.raman", "Priya Raman", "Complaints and Information Officer", ("corporate-services-team",)),
        Member("tom.ashdown", "Tom Ashdown", "Corporate Services Assistant", ("corporate-services-team",)),
        Member(
            "margaret.holloway",
            "Margaret Holloway",
            "Head of Legal Services and Corporate Complaints Officer",
            ("corporate-complaints-officer", "head-of-legal-services"),
        ),
        Member(
            "jonathan.adair",
            "Jonathan Adair",
            "Director of Homes and Neighbourhoods",
            ("director",),
            directorate="homes-and-neighbourhoods",
        ),
        Member(
            "sunita.bhatt",
            "Sunita Bhatt",
            "Director of Planning and Public Protection",
            ("director",),
            directorate="planning-and-public-protection",
        ),
        Member(
            "peter.lockyer",
            "Peter Lockyer",
            "Director of Finance and Customers",
            ("director",),
            directorate="finance-and-customers",
        ),
        Member(
            "olamide.bankole",
            "Olamide Bankole",
            "Principal Investigator",
            ("investigating-officer",),
            expertise=("equalities", "fraud"),
        ),
        Member("ruth.ellison", "Ruth Ellison", "Policy and Scrutiny Manager", ("investigating-officer",)),
        Member("gareth.pugh", "Gareth Pugh", "Repairs Manager", ("service-manager",), "housing"),
        Member("yewande.adeyemi", "Yewande Adeyemi", "Housing Options Manager", ("service-manager",), "housing"),
        Member("sandra.whitlock", "Sandra Whitlock", "Waste Services Manager", ("service-manager",), "waste"),
        Member(
            "beth.colley",
            "Beth Colley",
            "Parks and Leisure Manager",
            ("service-manager",),
            "parks",
            expertise=("equalities",),
        ),
        Member("imran.qureshi", "Imran Qureshi", "Development Manager", ("service-manager",), "planning"),
        Member(
            "aoife.brennan", "Aoife Brennan", "Environmental Health Manager",
            ("service-manager",), "environmental-health",
        ),
        Member("darren.kemp", "Darren Kemp", "Parking Manager", ("service-manager",), "parking"),
        Member("winston.clarke", "Winston Clarke", "Revenues and Benefits Manager", ("service-manager",), "revenues"),
        Member("rosalind.peck", "Rosalind Peck", "Customer Services Manager", ("service-manager",), "customers"),
        Member(
            "marjorie.finch", "Marjorie Finch", "Housing Complaints Officer",
            ("departmental-complaints-officer",), "housing",
        ),
        Member(
            "callum.reid", "Callum Reid", "Waste and Street Scene Complaints Officer",
            ("departmental-complaints-officer",), "waste",
        ),
        Member(
            "nadia.osman", "Nadia Osman", "Parks and Leisure Complaints Officer",
            ("departmental-complaints-officer",), "parks",
        ),
        Member(
            "helen.thwaite", "Helen Thwaite", "Planning Complaints Officer",
            ("departmental-complaints-officer",), "planning",
        ),
        Member(
            "joseph.banda", "Joseph Banda", "Environmental Health Complaints Officer",
            ("departmental-complaints-officer",), "environmental-health",
        ),
        Member(
            "lucy.harbottle", "Lucy Harbottle", "Parking Complaints Officer",
            ("departmental-complaints-officer",), "parking",
        ),
        Member(
            "simon.tregear", "Simon Tregear", "Revenues and Benefits Complaints Officer",
            ("departmental-complaints-officer",), "revenues",
        ),
        Member(
            "ffion.rees", "Ffion Rees", "Customer Services Complaints Officer",
            ("departmental-complaints-officer",), "customers",
        ),
        Member("kelly.vance", "Kelly Vance", "Customer Adviser", ("customer-services",), "customers"),
        Member(
            "dorothy.vane", "Councillor Dorothy Vane", "Member Responsible for Complaints",
            ("member-responsible-for-complaints",),
        ),
        Member("ewan.mcallister", "Ewan McAllister", "Internal Auditor", ("auditor",)),
        Member(
            "anwen.price", "Anwen Price", "Deputy Head of Legal Services",
            ("deputy-corporate-complaints-officer", "legal-services"),
        ),
        Member("hal.brook", "Hal Brook", "Legal Assistant", ("policy-delegate",)),
        Member("howard.tilley", "Howard Tilley", "Head of Environment", ("head-of-service",)),
        Member("alan.pickett", "Alan Pickett", "Housing Performance Manager", ("senior-reviewer",), "housing"),
        Member("beatrix.lane", "Beatrix Lane", "Quality Reviewer", ("quality-reviewer",)),
        Member("desmond.tully", "Desmond Tully", "Post Room Supervisor", ("post-room",)),
        Member("rachel.yeo", "Rachel Yeo", "Leadership Team Secretary", ("mpa",)),
        Member("petra.novak", "Petra Novak", "Leisure Centre Receptionist", ("staff-member",), "parks"),
        Member("sanjay.mehra", "Sanjay Mehra", "Human Resources Adviser", ("human-resources",)),
        Member("clare.hobday", "Clare Hobday", "Audit Manager", ("internal-audit",)),
        Member("nigel.farrow", "Nigel Farrow", "Monitoring Officer", ("monitoring-officer",)),
        Member("tess.okafor", "Tess Okafor", "Communications Officer", ("communications",)),
        Member("judith.marlowe", "Judith Marlowe", "Independent Investigator", ("independent-investigator",)),
        Member("leon.askew", "Leon Askew", "Contract Manager, Cleanway Thameside", ("contractor",)),
        Member("mia.storr", "Mia Storr", "Manager, Darent Leisure Trust", ("partner",)),
        Member("frank.ives", "Councillor Frank Ives", "Chair of the Audit Board", ("audit-board",)),
        Member("meera.dass", "Councillor Meera Dass", "Councillor", ("councillor",)),
    ),
    cover=("imran.qureshi", "aoife.brennan", "Annual leave"),
)  # fmt: skip

KINGS_LYNN = TownHall(
    council="kings-lynn",
    domain="west-norfolk.example",
    telephone=960500,
    desk="hannah.mortlock",
    central=("democratic-services", "Democratic Services"),
    directorates=(
        DirectorateOf(
            "operations",
            "Operations and Neighbourhoods",
            (
                DepartmentOf(
                    "refuse",
                    "Refuse and Recycling",
                    "graham.tuck",
                    (
                        ServiceOf("refuse", "Refuse and recycling", "contractor", "Fenland Clean Streets"),
                        ServiceOf("street-cleansing", "Street cleansing", "contractor", "Fenland Clean Streets"),
                    ),
                ),
                DepartmentOf(
                    "open-spaces",
                    "Car Parks, Coast and Open Spaces",
                    "lorna.pye",
                    (
                        ServiceOf("car-parks", "Car parks"),
                        ServiceOf("coast", "Beaches and coast paths"),
                        ServiceOf("open-spaces", "Parks and open spaces"),
                    ),
                ),
                DepartmentOf(
                    "leisure",
                    "Leisure",
                    "jodie.marsh",
                    (ServiceOf("leisure", "Leisure centres", "partner", "Wash Leisure Trust"),),
                ),
            ),
        ),
        DirectorateOf(
            "place",
            "Place and Communities",
            (
                DepartmentOf(
                    "housing",
                    "Housing",
                    "bilal.hussain",
                    (
                        ServiceOf("housing-options", "Housing options"),
                        ServiceOf("temporary-homes", "Temporary homes", landlord="overlap"),
                        ServiceOf("council-lettings", "Homes the council rents out", landlord="yes"),
                    ),
                ),
                DepartmentOf(
                    "planning",
                    "Planning",
                    "alastair.crome",
                    (
                        ServiceOf("planning", "Planning applications"),
                        ServiceOf("planning-enforcement", "Planning enforcement"),
                    ),
                ),
                DepartmentOf(
                    "environmental-quality",
                    "Environmental Quality",
                    "fiona.gathercole",
                    (
                        ServiceOf("noise-and-air", "Noise, smoke and smells"),
                        ServiceOf("food-hygiene", "Food hygiene"),
                    ),
                ),
            ),
        ),
        DirectorateOf(
            "resources",
            "Resources",
            (
                DepartmentOf(
                    "revenues",
                    "Council Tax and Benefits",
                    "denise.rix",
                    (
                        ServiceOf("council-tax", "Council Tax"),
                        ServiceOf("benefits", "Housing Benefit and Council Tax Support"),
                    ),
                ),
                DepartmentOf(
                    "information-centre",
                    "Council Information Centre",
                    "martin.cobb",
                    (ServiceOf("information-centre", "Telephones and reception"),),
                ),
            ),
        ),
    ),
    members=(
        Member("hannah.mortlock", "Hannah Mortlock", "Complaints Administrator", ("complaints-administrator",)),
        Member(
            "keith.bunting", "Keith Bunting", "Democratic Services Officer",
            ("complaints-administrator", "ombudsman-liaison"),
        ),
        Member("edmund.thoresby", "Edmund Thoresby", "Chief Executive", ("chief-executive",)),
        Member("victoria.langham", "Victoria Langham", "Monitoring and Governance Manager", ("appointed-officer",)),
        Member("stephen.oyelaran", "Stephen Oyelaran", "Assistant Director, Operations", ("senior-officer",)),
        Member("miriam.castle", "Miriam Castle", "Assistant Director, Place", ("senior-officer",)),
        Member("graham.tuck", "Graham Tuck", "Refuse Contracts Manager", ("stage-one-investigator",), "refuse"),
        Member(
            "lorna.pye", "Lorna Pye", "Coast and Open Spaces Manager",
            ("stage-one-investigator",), "open-spaces", line_manager="stephen.oyelaran",
        ),
        Member("jodie.marsh", "Jodie Marsh", "Leisure Contracts Officer", ("stage-one-investigator",), "leisure"),
        Member("bilal.hussain", "Bilal Hussain", "Housing Options Manager", ("stage-one-investigator",), "housing"),
        Member("alastair.crome", "Alastair Crome", "Principal Planner", ("stage-one-investigator",), "planning"),
        Member(
            "fiona.gathercole", "Fiona Gathercole", "Environmental Quality Manager",
            ("stage-one-investigator",), "environmental-quality", line_manager="miriam.castle",
        ),
        Member("denise.rix", "Denise Rix", "Council Tax Manager", ("stage-one-investigator",), "revenues"),
        Member(
            "martin.cobb", "Martin Cobb", "Information Centre Manager",
            ("stage-one-investigator",), "information-centre",
        ),
        Member("chloe.fysh", "Chloe Fysh", "Customer Adviser", ("information-centre",), "information-centre"),
        Member("poppy.sayers", "Poppy Sayers", "Members’ Liaison Officer", ("members-liaison",)),
        Member(
            "albert.nudd", "Councillor Albert Nudd", "Chair of the Corporate Performance Panel",
            ("corporate-performance-panel",),
        ),
        Member("iris.fenwick", "Iris Fenwick", "Internal Auditor", ("auditor",)),
        Member(
            "rosamund.keel", "Rosamund Keel", "Deputy Chief Executive", ("chief-executive-representative",)
        ),
        Member("toby.marr", "Toby Marr", "Refuse Team Officer", ("department-officer",), "refuse"),
        Member("selina.groom", "Selina Groom", "Planning Support Officer", ("contributing-officer",), "planning"),
        Member("basil.thurlow", "Basil Thurlow", "Monitoring Officer", ("monitoring-officer",)),
        Member("ines.holt", "Ines Holt", "Policy and Systems Officer", ("policy-administrator",)),
        Member("petra.voss", "Petra Voss", "Human Resources Adviser", ("human-resources",)),
        Member("owen.larch", "Owen Larch", "Audit Manager", ("internal-audit",)),
        Member("rex.dunning", "Rex Dunning", "Refuse Contractor’s Manager", ("contractor",)),
        Member("yasmin.cole", "Yasmin Cole", "Leisure Trust Manager", ("partner",)),
        Member("ruth.applin", "Councillor Ruth Applin", "Councillor", ("councillor",)),
    ),
    cover=("jodie.marsh", "lorna.pye", "Parental leave"),
)  # fmt: skip

TOWN_HALLS: dict[str, TownHall] = {hall.council: hall for hall in (DARTFORD, KINGS_LYNN)}
