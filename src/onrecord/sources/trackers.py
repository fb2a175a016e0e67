"""Parameters of addresses that say how a reader came, not what is read.

A parameter that names an article must stay, or two articles become one; so where a name is used for both, the value
and the path decide, in favour of keeping it.
"""

import re

# Of analytics, advertising, newsletters and share buttons. A star stands for anything.
_TRACKERS = re.compile(
    "(?:"
    + "|".join(
        re.escape(name).replace(r"\*", ".*")
        for name in """
utm_* ns_* mtm_* pk_* piwik_* matomo_* stm_* hsa_* hsctatracking _hs* __hs* vero_* mkt_* mc_cid mc_eid oly_* cx_*
at_medium at_campaign* at_custom* at_creation at_format at_link* at_bbc* at_ptr* at_type wt.* wt_* sc_* s_kwcid
s_cid s_campaign fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid twclid ttclid tblci tbclid li_fat_id
igshid igsh mibextid epik rdt_cid irclickid irgwc zanpid awc wickedid rb_clickid _openstat fb_action_ids
fb_action_types fb_ref fb_source fb_comment_id action_object_map action_type_map action_ref_map __twitter_impression
__source __tn__ __xts__ _ga _gl _gac _ke _kx _bta_* _branch_match_id _branch_referrer ga_* gaa_* gad_source
gad_campaignid gs_l ved usg aqs sxsrf cmp cmpid cmp_id campaignid campaign_id camp ncid nlid nl_* icid intcid
int_cid int_source int_medium int_campaign intcmp icmp itid ito itm_* xtor xtref ocid cvid smid smtyp smprod partner
emc mod taid sr_share sr_source soc_src soc_trk guccounter guce_referrer guce_referrer_sig trk trkcampaign trkemail
ref_src ref_url refsrc referer referrer refid referral sharetoken share_token share_id share_source shareuid
sharedfrom shared_by unlocked_article_code giftcopy gift_token reflink reflinks sref srnd leadsource amp_js_v
amp_gsa amp_lite amp_r amp_tf usqp ob_* obclickid obor dicbo outbrainclickid newsletter newsletter_id newsletterid
emailid email_source regi_id instance_id segment_id bt_ee bt_ts algo_* cndid esrc mbid bxid spmailingid spuserid
spjobid spreportid vgo_ee dm_i elqtrack* elqtrackid elqaid elqat elq vnid rss_source wprov feedref feature
socialtrack social_share linksource sthash sfmc_* sfns
""".split()
    )
    + ")",
    re.IGNORECASE,
)
# Names that also name articles: kept with a number, and where the path is only a script that shows any article.
_AMBIGUOUS = frozenset(
    """
ref src source from via share shared sharing cid campaign medium origin rss feed social pos position link module pgtype
action fr si sh st te context trackingid tracking track sponsored promo gift entry entrypoint _ _r _t nocache cache
cachebuster ts timestamp comments showcomments commentid comment_id replytocom notfound redirect redirected sns
is_from via_social channel email user_id tpl_source nl linkid
""".split()
)
# The same article for another screen, on paper, or on one page.
_VARIANTS = frozenset(
    """
amp _amp amp_markup isamp is_amp noamp nonamp mobile nomobile ismobile m desktop print printable printer_friendly
singlepage single_page onepage showall pagewanted
""".split()
)
_SWITCHES = frozenset(("", "0", "1", "y", "n", "yes", "no", "true", "false", "on", "off", "all", "print", "amp"))
_MODES = frozenset("outputtype output mode type view variant format layout page".split())
_MODE_VALUES = frozenset("amp mobile print printable all full single".split())
_ANY_ARTICLE = re.compile(r"(?:/[^/]+\.(?:php\d?|aspx?|jsp|cgi|pl|dll|do|cfm))?", re.IGNORECASE)


def is_tracker(name: str) -> bool:
    """Whether no server looks for an article by a parameter of this name."""
    return _TRACKERS.fullmatch(name.strip()) is not None


def is_variant(name: str, value: str, *, path: str) -> bool:
    """Whether the parameter leads to the same article, on its path, as its absence does."""
    name, value = name.strip().lower(), value.strip().lower()
    if name in _VARIANTS:
        return value in _SWITCHES
    if name in _MODES:
        return value in _MODE_VALUES or (name == "page" and value == "1")
    if name not in _AMBIGUOUS or _ANY_ARTICLE.fullmatch(path[max(path.rfind("/"), 0) :]):
        return False
    return not value.isdigit() or len(value) < 2 or name in ("_", "_t", "ts", "timestamp", "nocache")
