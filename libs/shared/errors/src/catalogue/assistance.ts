import { type CatalogueEntry, entry } from './entry';

/** 援助站、协同帮. Nothing here says who asks: the requester may be anonymous. */
export const assistance = {
  // Requests
  'assistance.private_request': entry(
    'conflict',
    '非公开求助|非公开的求助不能发布给全部专家。|请改为指派专家（assignment）。',
    'Private request|A private request is not offered to all experts.|Assign experts instead (assignment).',
  ),
  'assistance.transfers_exhausted': entry(
    'conflict',
    '退回次数已满|该求助已被退回 {maxTransfers} 次。|请用内部备注说明情况，由运营员改派。',
    'Handed back too often|It has been handed back {maxTransfers} times.|Leave an internal note; an operator will transfer it.',
  ),
  'assistance.pauses_exhausted': entry(
    'conflict',
    '追问次数已满|时限最多暂停 {maxPauses} 次。|请用消息沟通，或直接答复。',
    'Asked back too often|The clock stands still at most {maxPauses} times.|Write a message, or answer with what is known.',
  ),
  'assistance.extension_not_offered': entry(
    'conflict',
    '不可延期|{type} 类求助不可延期。|请尽快答复，或请运营员改派。',
    'No extension|Requests of type {type} are not extended.|Answer, or ask an operator to transfer it.',
  ),
  'assistance.extension_used': entry(
    'conflict',
    '已申请过延期|延期只能申请一次，当前为 {extension}。|请在时限内答复，或请运营员改派。',
    'Extension used|It can be asked for once and is {extension}.|Answer in time, or ask an operator to transfer it.',
  ),
  'assistance.extension_late': entry(
    'conflict',
    '已过时限|延期须在到期前申请并批准。|请尽快答复。',
    'Too late to extend|An extension is asked for and given before the answer is due.|Answer as soon as possible.',
  ),
  'assistance.extension_not_requested': entry(
    'conflict',
    '没有待批的延期|专家没有提出延期申请。|请先由承办专家申请延期。',
    'No extension requested|No expert has asked for an extension.|Let the expert who serves it ask first.',
  ),
  'assistance.callback_needed': entry(
    'conflict',
    '须先回访|该求助须回访后才能办结。|请先记录回访（callbacks）。',
    'Callback needed|The requester has to be called before it is closed.|Write down the call first (callbacks).',
  ),
  'assistance.reopenings_exhausted': entry(
    'conflict',
    '重开次数已满|最多重新打开 {maxReopenings} 次。|请提交新的求助。',
    'Reopened too often|It can be reopened {maxReopenings} times.|Submit a new request.',
  ),
  'assistance.reopening_late': entry(
    'conflict',
    '已过重开期限|办结后 {reopeningDays} 天内可以重新打开。|请提交新的求助。',
    'Too late to reopen|It can be reopened within {reopeningDays} days after closing.|Submit a new request.',
  ),
  // Conversation
  'assistance.not_in_conversation': entry(
    'forbidden',
    '未参与沟通|您可以看到问题，但沟通过程只对参与方开放。|如您是专家，请先接单。',
    'Not in the conversation|You may read the question; what is said about it is for those who take part.|As an expert, claim it first.',
  ),
  'assistance.conversation_closed': entry(
    'conflict',
    '沟通已结束|求助处于 {requestState} 状态，不能发送消息。|如需继续，请重新打开或提交新的求助。',
    'Conversation closed|The request is {requestState}; nothing more can be said.|Reopen it, or submit a new one.',
  ),
  'assistance.notes_are_internal': entry(
    'forbidden',
    '不能写内部备注|内部备注只供运营员和承办专家使用。|请去掉 isInternal。',
    'No internal notes|Internal notes are for operators and the experts who serve the request.|Leave out isInternal.',
  ),
  // Claims
  'assistance.all_places_taken': entry(
    'conflict',
    '已被接单|{wantedExperts} 个名额已满。|可接的其他求助见 openInstead。',
    'All places taken|All {wantedExperts} places are taken.|See openInstead for what else can be claimed.',
  ),
  'assistance.expert_not_active': entry(
    'conflict',
    '专家资格无效|专家不在有效期内或未启用。|请先完成专家申请，或联系运营员续期。',
    'Not an active expert|The profile is not active, or its validity has ended.|Apply as an expert, or ask an operator to renew it.',
  ),
  'assistance.conflict_of_interest': entry(
    'conflict',
    '须回避|专家与该求助存在利益冲突，不能承办。|请选择其他求助或其他专家。',
    'Conflict of interest|This expert must not serve this request.|Choose another request, or another expert.',
  ),
  'assistance.served_before': entry(
    'conflict',
    '不能再次承办|专家已退出或被更换，不能再次承办该求助。|请选择其他求助或其他专家。',
    'Served before|The expert has left this request or was replaced.|Choose another request, or another expert.',
  ),
  'assistance.field_mismatch': entry(
    'conflict',
    '专业不符|求助类别 {category} 不在专家领域 {fields} 之内。|请接本领域的求助，或先修改专家资料。',
    'Field does not match|The category {category} is not among the fields {fields}.|Claim what matches, or change the profile first.',
  ),
  'assistance.load_limit': entry(
    'conflict',
    '承办数已满|最多同时承办 {maxConcurrent} 件，在办的见 inHand。|请先办结在办的求助。',
    'Load limit|At most {maxConcurrent} requests at the same time, see inHand.|Finish one of them first.',
  ),
  'assistance.too_many_experts': entry(
    'unprocessable',
    '专家过多|该求助还可指派 {openPlaces} 位专家。|请减少专家。',
    'Too many experts|{openPlaces} places are left.|Name fewer experts.',
  ),
  'assistance.unknown_expert': entry(
    'unprocessable',
    '专家不存在|以下专家不存在：{expertIds}。|可指派的专家见 GET /v1/experts?state=active。',
    'Unknown expert|There are no such experts: {expertIds}.|See GET /v1/experts?state=active.',
  ),
  // Experts
  'assistance.profile_exists': entry(
    'conflict',
    '已有专家资料|您已申请或已是专家。|见 existing。',
    'Profile exists|You have applied, or are an expert.|See existing.',
  ),
  'assistance.avoidance_fixed': entry(
    'conflict',
    '回避单位已审定|回避单位在审核后不能自行更改。|请联系运营员。',
    'Avoided organisations fixed|They cannot be changed after the review began.|Ask an operator.',
  ),
  'assistance.validity_past': entry(
    'unprocessable',
    '有效期已过|有效期至 {validUntil} 早于今天 {today}。|请填写今天或以后的日期。',
    'Validity in the past|{validUntil} is before today, {today}.|Give a day that is today or later.',
  ),
} satisfies Record<string, CatalogueEntry>;
