/** The id of a state machine's execution of a name: arn:<partition>:states:<region>:<account>:stateMachine:<machine> → …:execution:<machine>:<name>. */
export function executionId(stateMachineArn: string, name: string): string {
  return `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
}
