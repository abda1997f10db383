"""The continent of each country, by the codes of UN M49, which CLDR names in every language of the site.

Source: United Nations, "Standard country or area codes for statistical use (M49)"; the few codes of ISO 3166 that
M49 lacks stand with the country they belong to. Antarctica has no name under its own number, so it goes by `AQ`.
"""

from __future__ import annotations

from types import MappingProxyType

_COUNTRIES = {
    "002": (  # Africa
        "AC AO BF BI BJ BW CD CF CG CI CM CV DG DJ DZ EA EG EH ER ET GA GH GM GN GQ GW IC IO KE KM LR LS LY MA MG ML"
        " MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TA TD TF TG TN TZ UG YT ZA ZM ZW"
    ),
    "003": (  # North America, with Central America and the Caribbean
        "AG AI AW BB BL BM BQ BS BZ CA CP CR CU CW DM DO GD GL GP GT HN HT JM KN KY LC MF MQ MS MX NI PA PM PR SV SX"
        " TC TT US VC VG VI"
    ),
    "005": "AR BO BR BV CL CO EC FK GF GS GY PE PY SR UY VE",  # South America
    "009": (  # Oceania
        "AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS"
    ),
    "142": (  # Asia
        "AE AF AM AZ BD BH BN BT CN CY GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN MO MV MY NP OM PH"
        " PK PS QA SA SG SY TH TJ TL TM TR TW UZ VN YE"
    ),
    "150": (  # Europe
        "AD AL AT AX BA BE BG BY CH CQ CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME"
        " MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA XK"
    ),
    "AQ": "AQ",
}

# country → the code of its continent
CONTINENTS = MappingProxyType(
    {country: code for code, countries in _COUNTRIES.items() for country in countries.split()}
)
