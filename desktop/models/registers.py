"""Every register the program ships: importing this declares them all."""

from desktop.models.branch import Branch
from desktop.models.child_case import ChildCase
from desktop.models.denominator import Denominator
from desktop.models.group import Group
from desktop.models.hamlet import Hamlet
from desktop.models.household import Household, HouseholdMember
from desktop.models.meeting import Attendance, Meeting
from desktop.models.membership import Membership
from desktop.models.office import Officer, Setting
from desktop.models.person import Person
from desktop.models.post_holding import PostHolding
from desktop.models.poverty_status import PovertyStatus
from desktop.models.record import Record
from desktop.models.support import ResourceIn, SupportOut

SHIPPED: tuple[type[Record], ...] = (
    Officer,
    Person,
    Membership,
    Branch,
    Group,
    Hamlet,
    Household,
    HouseholdMember,
    PovertyStatus,
    PostHolding,
    Denominator,
    ResourceIn,
    SupportOut,
    ChildCase,
    Meeting,
    Attendance,
    Setting,
)
